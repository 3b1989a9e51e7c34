using System.Diagnostics;

namespace CampaignEngine.Tests.Harness;

/// <summary>The product as its own process, with a home folder of its own and none of the environment's settings.</summary>
internal sealed class CampaignProcess : IDisposable
{
    private readonly Process process;
    private readonly ProcessWords output;
    private readonly ProcessWords errors;

    private CampaignProcess(Process process)
    {
        this.process = process;
        (output, errors) = (new ProcessWords(process.StandardOutput), new ProcessWords(process.StandardError));
    }

    public static CampaignProcess Start(string home, IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "campaign.dll"), .. arguments])
        {
            WorkingDirectory = home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var ours in start.Environment.Keys.Where(k => k.StartsWith("CAMPAIGN_", StringComparison.Ordinal) || k.Contains("__", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(ours);
        start.Environment["CAMPAIGN_HOME"] = home;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new CampaignProcess(Process.Start(start)!);
    }

    /// <summary>Starts it and waits for its end.</summary>
    public static async Task<CampaignEnd> RunAsync(string home, IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        using var started = Start(home, arguments, environment);
        return await started.EndAsync();
    }

    public async Task<CampaignEnd> EndAsync(string input = "")
    {
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var bounded = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await process.WaitForExitAsync(bounded.Token);
        return new CampaignEnd(process.ExitCode, await output.All, await errors.All);
    }

    /// <summary>Waits until a line that holds these words was written, to either stream.</summary>
    public async Task SaysAsync(string words)
    {
        using var bounded = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await await Task.WhenAny(output.SaysAsync(words, bounded.Token), errors.SaysAsync(words, bounded.Token));
    }

    public void Kill() => process.Kill();

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}

internal sealed record CampaignEnd(int ExitCode, string Output, string Errors);
