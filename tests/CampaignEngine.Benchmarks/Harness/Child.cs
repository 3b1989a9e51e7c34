using System.Diagnostics;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>A process of ours that says one line when it is ready, may be asked further lines, and ends at SIGTERM.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process process;

    private Child(Process process) => this.process = process;

    public int Id => process.Id;

    public string FirstLine { get; private set; } = "";

    /// <param name="program">The file name of an assembly that stands beside ours.</param>
    public static async Task<Child> StartAsync(
        string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>> environment, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var child = new Child(Process.Start(start)!);
        child.FirstLine = await child.ReadAsync(cancel);
        return child;
    }

    /// <summary>Writes a line and reads the one that answers it.</summary>
    public async Task<string> AskAsync(string line, CancellationToken cancel)
    {
        await process.StandardInput.WriteLineAsync(line.AsMemory(), cancel);
        await process.StandardInput.FlushAsync(cancel);
        return await ReadAsync(cancel);
    }

    private async Task<string> ReadAsync(CancellationToken cancel) =>
        await process.StandardOutput.ReadLineAsync(cancel) ?? throw new InvalidOperationException("A process of the benchmark ended before its time.");

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await kill.WaitForExitAsync();
        }
        using var bounded = new CancellationTokenSource(TimeSpan.FromSeconds(45));
        await process.WaitForExitAsync(bounded.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
