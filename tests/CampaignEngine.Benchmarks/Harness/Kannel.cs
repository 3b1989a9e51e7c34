using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using CampaignEngine.Storage;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>How a Kannel is set up.</summary>
/// <param name="Parts">Most parts of a text.</param>
/// <param name="GetUrl">Where people's words go; null: nowhere.</param>
/// <param name="Said">What people say to it, in the centre's own form: from, to, type, text; each once.</param>
internal sealed record KannelSetup(int Parts = 1, string? GetUrl = null, IReadOnlyList<string>? Said = null);

/// <summary>Kannel as Debian ships it (kannel, kannel-extras), on loopback: bearerbox, smsbox, and its own look-alike of a message centre, which takes all.</summary>
internal sealed class Kannel : IAsyncDisposable
{
    private const string Bearerbox = "/usr/sbin/bearerbox";
    private const string Smsbox = "/usr/sbin/smsbox";
    private const string Centre = "/usr/lib/kannel/test/fakesmsc";

    private readonly List<Process> processes = [];
    private readonly HttpClient http = new();
    private readonly List<string> words = [];
    private readonly int admin = PostgresProcess.FreePort(), boxes = PostgresProcess.FreePort(), centre = PostgresProcess.FreePort(), send = PostgresProcess.FreePort();

    public static bool IsInstalled => File.Exists(Bearerbox) && File.Exists(Smsbox) && File.Exists(Centre);

    public string AdminAddress => $"http://127.0.0.1:{admin}";

    public string SendAddress => $"http://127.0.0.1:{send}";

    /// <summary>What the centre has printed: each message it took, as it came over the wire.</summary>
    public IReadOnlyList<string> Words
    {
        get
        {
            lock (words) return [.. words];
        }
    }

    public static async Task<Kannel> StartAsync(string folder, CancellationToken cancel, KannelSetup? setup = null)
    {
        setup ??= new KannelSetup();
        var kannel = new Kannel();
        var file = Path.Combine(folder, "kannel.conf");
        await File.WriteAllTextAsync(file, kannel.Configuration(setup), cancel);
        kannel.Run(Bearerbox, "-v", "4", file);
        await kannel.WaitAsync(status => status.Contains("running", StringComparison.Ordinal), cancel);
        kannel.Run(Smsbox, "-v", "4", file);
        kannel.Run(Centre, ["-v", setup.Said is null ? "4" : "0", "-H", "127.0.0.1", "-r", $"{kannel.centre}",
            "-m", $"{setup.Said?.Count ?? 0}", "-i", "0.5", .. setup.Said is { Count: > 0 } said ? said : ["1 2 text none"]]);
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

    /// <summary>Messages and parts that the centre has taken.</summary>
    public async Task<long> SentAsync(CancellationToken cancel) =>
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
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        processes.Add(process);
    }

    private void Keep(string? line)
    {
        if (line?.Contains("Got message", StringComparison.Ordinal) == true) lock (words) words.Add(line);
    }

    private string Configuration(KannelSetup setup) => $"""
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
        http-request-retry = 20
        http-queue-delay = 1
        log-level = 4

        group = sendsms-user
        username = bench
        password = bench
        concatenation = {(setup.Parts > 1 ? "true" : "false")}
        max-messages = {setup.Parts}

        group = sms-service
        keyword = default
        {(setup.GetUrl is { } url ? $"catch-all = yes\nget-url = \"{url}\"" : "text = none")}
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
