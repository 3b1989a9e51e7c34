using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CampaignEngine.Tests.Channels;

/// <summary>A provider on a real socket that does to each call what a test says, down to the reset.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<ServerCall, Task> behave;
    private readonly Task loop;
    private readonly List<string> requests = [];

    public LoopbackServer(Func<ServerCall, Task> behave)
    {
        this.behave = behave;
        listener.Start();
        loop = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Whole requests that were received, head and body.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (requests) return [.. requests];
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptSocketAsync(stopping.Token));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException || stopping.IsCancellationRequested)
        {
            // An accept that begins as the listener stops ends with the socket's own error.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var call = new ServerCall(socket, stopping.Token);
        try
        {
            while (await call.ReadAsync() is { } request)
            {
                lock (requests) requests.Add(request);
                await behave(call);
            }
        }
        catch (Exception gone) when (gone is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await loop;
        stopping.Dispose();
    }
}

internal sealed class ServerCall(Socket socket, CancellationToken stopping) : IDisposable
{
    public async Task<string?> ReadAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (true)
        {
            var count = await socket.ReceiveAsync(buffer, stopping);
            if (count == 0) return null;
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
            var request = text.ToString();
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && request.Length >= end + 4 + BodyLength(request[..end])) return request;
        }
    }

    public async Task AnswerAsync(int status, string body, string headers = "") => await socket.SendAsync(Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status} x\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}"), stopping);

    public async Task SendRawAsync(string bytes) => await socket.SendAsync(Encoding.UTF8.GetBytes(bytes), stopping);

    public Task ResetAsync()
    {
        // Linger 0: the close is a reset.
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        return Task.CompletedTask;
    }

    public Task HangAsync() => Task.Delay(Timeout.Infinite, stopping);

    public void Dispose() => socket.Dispose();

    private static int BodyLength(string head) => head.Split("\r\n").Where(h => h.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(h => int.Parse(h["Content-Length:".Length..])).FirstOrDefault();
}
