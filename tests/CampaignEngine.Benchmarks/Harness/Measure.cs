namespace CampaignEngine.Benchmarks.Harness;

/// <summary>One measured round.</summary>
/// <param name="Seconds">From the first message the provider took to its last, on the provider's clock.</param>
/// <param name="WallSeconds">From the order to begin until all is written down.</param>
/// <param name="CpuSeconds">Of all processes that took part.</param>
internal sealed record Measure(int Messages, double Seconds, double WallSeconds, double CpuSeconds)
{
    public double Rate => Messages / Seconds;

    public double CpuPerMillion => CpuSeconds * 1_000_000 / Messages;

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Rate:n0}/s, {WallSeconds:n1} s in all, {CpuPerMillion:n0} CPU-s per million");
}
