namespace CampaignEngine.Benchmarks;

/// <param name="Runs">How often each side is measured; medians are reported.</param>
/// <param name="Scale">1: the amounts of the table. Smaller ones are for trying.</param>
/// <param name="Say">Where progress goes.</param>
internal sealed record BenchContext(int Runs, double Scale, Action<string> Say)
{
    public int Count(int full) => Math.Max(100, (int)(full * Scale));
}
