using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using CampaignEngine.Storage;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>Kannel as Debian ships it (kannel, kannel-extras), on loopback: bearerbox, smsbox, and its own look-alike of a message centre, which takes all.</summary>
internal sealed class Kannel : IAsyncDisposable
{
    private const string Bearerbox = "/usr/sbin/bearerbox";
    private const string Smsbox = "/usr/sbin/smsbox";
    private const string Centre = "/usr/lib/kannel/test/fakesmsc";

    private readonly List<Process> processes = [];
    private readonly HttpClient http = new();
    private readonly int admin = PostgresProcess.FreePort(), boxes = PostgresProcess.FreePort(), centre = PostgresProcess.FreePort(), send = PostgresProcess.FreePort();

    public static bool IsInstalled => File.Exists(Bearerbox) && File.Exists(Smsbox) && File.Exists(Centre);

    public static async Task<Kannel> StartAsync(string folder, CancellationToken cancel)
    {
        var kannel = new Kannel();
        var file = Path.Combine(folder, "kannel.conf");
        await File.WriteAllTextAsync(file, kannel.Configuration(), cancel);
        kannel.Run(Bearerbox, "-v", "4", file);
        await kannel.WaitAsync(status => status.Contains("running", StringComparison.Ordinal), cancel);
        kannel.Run(Smsbox, "-v", "4", file);
        kannel.Run(Centre, "-v", "4", "-H", "127.0.0.1", "-r", $"{kannel.centre}", "-m", "0", "-i", "1", "1 2 text none");
        await kannel.WaitAsync(status => status.Contains("<type>smsbox", StringComparison.Ordinal) && status.Contains("<status>online", StringComparison.Ordinal), cancel);
        return kannel;
    }

    /// <summary>Sends through sendsms, so many calls at a time, and waits until the centre has all. Messages a second.</summary>
    public async Task<double> SendAsync(IReadOnlyList<(string To, string Text)> messages, int calls, CancellationToken cancel)
    {
        var (before, next, began) = (await SentAsync(cancel), -1, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => Task.Run(async () =>
        {
            for (int at; (at = Interlocked.Increment(ref next)) < messages.Count;)
                await http.GetStringAsync($"http://127.0.0.1:{send}/cgi-bin/sendsms?username=bench&password=bench&from=BHXHVN&to={Uri.EscapeDataString(messages[at].To)}&text={Uri.EscapeDataString(messages[at].Text)}", cancel);
        }, cancel)));
        while (await SentAsync(cancel) - before < messages.Count) await Task.Delay(20, cancel);
        return messages.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private async Task<long> SentAsync(CancellationToken cancel) =>
        long.Parse(XDocument.Parse(await StatusAsync(cancel)).Root!.Element("sms")!.Element("sent")!.Element("total")!.Value, CultureInfo.InvariantCulture);

    private Task<string> StatusAsync(CancellationToken cancel) => http.GetStringAsync($"http://127.0.0.1:{admin}/status.xml?password=bench", cancel);

    private async Task WaitAsync(Func<string, bool> ready, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                if (ready(await StatusAsync(cancel))) return;
            }
            catch (HttpRequestException) when (tries < 100)
            {
                // It does not listen yet.
            }
            if (tries >= 200) throw new InvalidOperationException("Kannel did not come up.");
            await Task.Delay(50, cancel);
        }
    }

    private void Run(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        // Read away: a full pipe would stop it.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        processes.Add(process);
    }

    private string Configuration() => $"""
        group = core
        admin-port = {admin}
        admin-interface = 127.0.0.1
        admin-password = bench
        smsbox-port = {boxes}
        smsbox-interface = 127.0.0.1
        log-level = 4

        group = smsc
        smsc = fake
        smsc-id = fake
        port = {centre}
        connect-allow-ip = 127.0.0.1

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = {send}
        sendsms-interface = 127.0.0.1
        log-level = 4

        group = sendsms-user
        username = bench
        password = bench
        concatenation = false

        group = sms-service
        keyword = default
        text = none
        max-messages = 0

        """;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        foreach (var process in Enumerable.Reverse(processes))
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
