using System.Diagnostics;

namespace CampaignEngine.Tests.Deploy;

/// <summary>Starts what a unit starts: its command line, its environment file, its signal to stop. Nothing of our own environment reaches it.</summary>
internal sealed class UnitProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly string signal;

    private UnitProcess(Process process, string signal) =>
        (this.process, this.signal, output) = (process, signal, process.StandardError.ReadToEndAsync());

    public static UnitProcess Start(UnitFile unit, string installed, string environmentFile, string state)
    {
        var command = unit.Command(installed);
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = state, RedirectStandardError = true, RedirectStandardOutput = true };
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        foreach (var line in unit.All("Environment").Select(l => l.Replace("/opt/campaign/current", installed, StringComparison.Ordinal).Replace("/var/lib/campaign", state, StringComparison.Ordinal)).Concat(File.ReadLines(environmentFile)))
            if (line.Length > 0 && line[0] != '#')
                start.Environment[line[..line.IndexOf('=', StringComparison.Ordinal)]] = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..];
        (start.Environment["PATH"], start.Environment["DOTNET_ROOT"]) = (path, Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetDirectoryName(Path.GetFullPath(Dotnet())));
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        return new UnitProcess(process, unit.One("KillSignal"));
    }

    /// <summary>As systemctl stop does; the exit status and what was said.</summary>
    public async Task<(int ExitCode, string Errors)> StopAsync(TimeSpan patience)
    {
        using (var kill = Process.Start("kill", ["-s", signal["SIG".Length..], $"{process.Id}"])) await kill.WaitForExitAsync();
        using var bounded = new CancellationTokenSource(patience);
        await process.WaitForExitAsync(bounded.Token);
        return (process.ExitCode, await output);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static string Dotnet() =>
        System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory() is var runtime ? Path.Combine(runtime, "..", "..", "..", "dotnet") : "";
}
