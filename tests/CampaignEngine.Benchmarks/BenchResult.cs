namespace CampaignEngine.Benchmarks;

/// <param name="NotRun">Why it could not be run here; null where it was.</param>
/// <param name="Figures">What was measured, at least one.</param>
/// <param name="PeakMiB">The largest resident memory of each process.</param>
/// <param name="CpuPerMillion">CPU-seconds of all processes together for a million of what is counted.</param>
/// <param name="Notes">What a reader of the figures must know.</param>
internal sealed record BenchResult(
    string Name, string? NotRun, IReadOnlyList<Figure> Figures, IReadOnlyDictionary<string, double> PeakMiB, CpuPerMillion? CpuPerMillion, IReadOnlyList<string> Notes)
{
    public static BenchResult Without(string name, string reason) => new(name, reason, [], new Dictionary<string, double>(), null, []);
}

internal sealed record CpuPerMillion(double Baseline, double Engine);

/// <summary>One measured line with its target.</summary>
/// <param name="Unit">Of Ours and Baseline: messages/s, rows/s, ms, MiB.</param>
/// <param name="Baseline">Null where the target is an absolute one.</param>
/// <param name="Target">For the ratio; where there is no baseline, for Ours. Null: reported only.</param>
/// <param name="AtMost">The target is a limit: to stay at or below it is to reach it.</param>
internal sealed record Figure(string Work, string Unit, double Ours, double? Baseline, double? Target, bool AtMost = false)
{
    public double? Ratio => Baseline is { } baseline ? Ours / baseline : null;

    public bool? Reached => Target is not { } target ? null : AtMost ? (Ratio ?? Ours) <= target : (Ratio ?? Ours) >= target;
}
