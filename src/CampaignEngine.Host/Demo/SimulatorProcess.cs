using System.Diagnostics;
using System.Text.Json;

namespace CampaignEngine.Host.Demo;

/// <summary>The providers' look-alike as a process of its own; it ends with us even where we are killed.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient http;

    private SimulatorProcess(Process process, string address) =>
        (this.process, Address, http) = (process, address, new HttpClient { BaseAddress = new Uri(address) });

    public string Address { get; }

    public static async Task<SimulatorProcess> StartAsync(IReadOnlyDictionary<string, string?> accounts, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var word in (string[])[Find(), "--urls", "http://127.0.0.1:0", "--parent", $"{Environment.ProcessId}"]) start.ArgumentList.Add(word);
        // By the environment and not by arguments: other users of the machine can read those.
        foreach (var (name, value) in accounts) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(cancel)
            ?? throw new InvalidOperationException("The simulator ended before it was ready.");
        return new SimulatorProcess(process, line.Split(' ')[1]);
    }

    public async Task BehaveAsync(object settings, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync("/control", settings, cancel);
        answer.EnsureSuccessStatusCode();
    }

    public Task<JsonElement> StatsAsync(CancellationToken cancel) => http.GetFromJsonAsync<JsonElement>("/stats", cancel);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        // It may have had the same Ctrl-C as we had.
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Built beside the host: same configuration, its own project folder.</summary>
    private static string Find()
    {
        var own = AppContext.BaseDirectory.Replace("CampaignEngine.Host", "CampaignEngine.Simulator", StringComparison.Ordinal);
        var path = Path.Combine(own, "campaign-simulator.dll");
        return File.Exists(path) ? path : throw new RefusedException("no-simulator", path,
            "Chưa dựng trình mô phỏng: hãy chạy ./campaign từ thư mục nguồn.", "The simulator is not built: run ./campaign from the source folder.");
    }
}
