using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CampaignEngine.Tests.Alerts;

/// <summary>A mail server on a real socket, as far as one mail at a time needs it.</summary>
internal sealed class MailServerForTest : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly List<string> mails = [];
    private readonly Task loop;

    public MailServerForTest()
    {
        listener.Start();
        loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>It refuses the next mails for a while (451).</summary>
    public bool IsBusy { get; set; }

    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (mails) return [.. mails];
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException || stopping.IsCancellationRequested)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            try
            {
                await writer.WriteLineAsync("220 test");
                while (await reader.ReadLineAsync(stopping.Token) is { } line) await AnswerAsync(line, reader, writer);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
            }
        }
    }

    private async Task AnswerAsync(string line, StreamReader reader, StreamWriter writer)
    {
        var verb = line.Split(' ')[0].ToUpperInvariant();
        if (verb == "DATA")
        {
            await writer.WriteLineAsync("354 go on");
            var mail = new StringBuilder();
            while (await reader.ReadLineAsync(stopping.Token) is { } text && text != ".") mail.AppendLine(text);
            lock (mails) mails.Add(mail.ToString());
            await writer.WriteLineAsync("250 taken");
        }
        else if (verb == "MAIL" && IsBusy) await writer.WriteLineAsync("451 later");
        else await writer.WriteLineAsync(verb switch { "EHLO" => "250-test\r\n250 8BITMIME", "QUIT" => "221 bye", _ => "250 ok" });
    }

    public async ValueTask DisposeAsync()
    {
        if (loop.IsCompleted) return;
        await stopping.CancelAsync();
        listener.Stop();
        await loop;
        stopping.Dispose();
    }
}
