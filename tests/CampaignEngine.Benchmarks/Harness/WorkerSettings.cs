using System.Globalization;
using CampaignEngine.Dispatch;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>How a worker is set: as it ships, but for a rate and caps that do not bound (the contacts are counted). Dispatch__Pumps and Dispatch__InFlight of the environment hold.</summary>
internal static class WorkerSettings
{
    private static readonly DispatchOptions Shipped = new();

    public static int Pumps { get; } = Of(nameof(DispatchOptions.Pumps), Shipped.Pumps);

    public static int InFlight { get; } = Of(nameof(DispatchOptions.InFlight), Shipped.InFlight);

    /// <summary>Calls of one worker under way at a time, at most; the bare client has as many.</summary>
    public static int Calls => Pumps * InFlight;

    public static IEnumerable<KeyValuePair<string, string?>> Of(BenchSimulator simulator) => Of(simulator, Pumps, InFlight);

    public static IEnumerable<KeyValuePair<string, string?>> Of(BenchSimulator simulator, int pumps, int inFlight) =>
        [.. simulator.Settings, new("Dispatch:PartsPerSecond", "100000"), new("Dispatch:Pumps", $"{pumps}"), new("Dispatch:InFlight", $"{inFlight}"),
            new("Caps:PerDay", "100"), new("Caps:PerMonth", "1000")];

    private static int Of(string name, int shipped) =>
        Environment.GetEnvironmentVariable($"Dispatch__{name}") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : shipped;
}
