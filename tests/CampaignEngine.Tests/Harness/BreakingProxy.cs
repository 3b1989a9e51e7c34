using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CampaignEngine.Tests.Harness;

/// <summary>Stands between the engine and its database and breaks connections where a test says: at the n-th commit, or all of them for a while.</summary>
internal sealed class BreakingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly NpgsqlConnectionStringBuilder server;
    private readonly Task accepting;
    private int untilBreak, refusals;
    private bool answerLost;

    private BreakingProxy(string connectionString)
    {
        server = new NpgsqlConnectionStringBuilder(connectionString);
        listener.Start();
        accepting = AcceptAsync();
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(server.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
        Pooling = true,
    }.ConnectionString;

    public int Refused { get; private set; }

    public static BreakingProxy Start(string connectionString) => new(connectionString);

    /// <param name="committed">The server commits and its answer is lost; else the commit never reaches it.</param>
    public void BreakAtCommit(int nth, bool committed) => (untilBreak, answerLost) = (nth, committed);

    /// <summary>Breaks every commit and refuses so many connections.</summary>
    public void GoAway(int connections) => (untilBreak, answerLost, refusals) = (1, false, connections);

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(ending.Token));
        }
        catch (OperationCanceledException) { }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var ours = client;
        using var theirs = new TcpClient();
        if (Interlocked.Decrement(ref refusals) >= 0)
        {
            Refused++;
            ours.Client.Close(0);
            return;
        }
        var lost = new StrongBox();
        try
        {
            await theirs.ConnectAsync(server.Host!, server.Port, ending.Token);
            await await Task.WhenAny(CopyAsync(theirs, ours, () => lost.Value), CopyCommandsAsync(ours, theirs, lost));
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or SocketException or ObjectDisposedException) { }
    }

    private async Task CopyCommandsAsync(TcpClient from, TcpClient to, StrongBox lost)
    {
        var buffer = new byte[65536];
        int length;
        while ((length = await from.GetStream().ReadAsync(buffer, ending.Token)) > 0)
        {
            if (buffer.AsSpan(0, length).IndexOf("COMMIT\0"u8) >= 0 && Interlocked.Decrement(ref untilBreak) == 0)
            {
                if (!answerLost) return;
                lost.Value = true;
            }
            await to.GetStream().WriteAsync(buffer.AsMemory(0, length), ending.Token);
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Func<bool> stop)
    {
        var buffer = new byte[65536];
        int length;
        while ((length = await from.GetStream().ReadAsync(buffer, ending.Token)) > 0 && !stop())
            await to.GetStream().WriteAsync(buffer.AsMemory(0, length), ending.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        ending.Dispose();
    }

    private sealed class StrongBox
    {
        public volatile bool Value;
    }
}
