using CampaignEngine.Reach;

namespace CampaignEngine.Host.Demo;

/// <summary>Invented denominators: two people of the labour force for each invented person, spread evenly over the provinces.</summary>
internal static class DemoDenominators
{
    public static IReadOnlyList<Denominator> Of(int people, IReadOnlyList<string> provinces) =>
    [
        Row("", people * 2L),
        .. provinces.Select(code => Row(code, Math.Max(1, people * 2L / provinces.Count))),
    ];

    private static Denominator Row(string province, long count) =>
        new("labour_force_voluntary", DemoSettings.Start.Year, province, count, "labour force of working age", "demo", Invented: true);
}
