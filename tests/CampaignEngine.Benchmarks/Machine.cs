using System.Globalization;
using System.Runtime.InteropServices;
using CampaignEngine.Storage;

namespace CampaignEngine.Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal sealed record Machine(int Cores, double MemoryGiB, string Processor, string Postgres, string DotNet, string Date)
{
    public static async Task<Machine> ReadAsync(CancellationToken cancel) => new(
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30), 1),
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString(),
        await PostgresVersionAsync(cancel),
        RuntimeInformation.FrameworkDescription,
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static async Task<string> PostgresVersionAsync(CancellationToken cancel)
    {
        using var ask = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(Path.Combine(PostgresBinaries.Find(), "postgres"), "--version") { RedirectStandardOutput = true })!;
        return (await ask.StandardOutput.ReadToEndAsync(cancel)).Trim();
    }
}
