using CampaignEngine.Reach;

namespace CampaignEngine.Host.Demo;

/// <summary>Invented denominators, small enough that the demo's few people show as a share.</summary>
internal static class DemoDenominators
{
    /// <summary>Two thirds of the invented people are taken for the labour force of the nation.</summary>
    public static IReadOnlyList<Denominator> Of(int people) =>
        [new("labour_force_voluntary", DemoSettings.Start.Year, "", Math.Max(1, people * 2L / 3), "labour force of working age", "demo", Invented: true)];
}
