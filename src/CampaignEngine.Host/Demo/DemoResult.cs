using System.Text.Json;
using CampaignEngine.Intake;
using CampaignEngine.Reach;

namespace CampaignEngine.Host.Demo;

/// <summary>What --json writes.</summary>
/// <param name="Accepted">Messages that the provider took over by our own tables, confirmations of refusals included.</param>
/// <param name="Simulator">The simulator's /stats: what it took by its own count.</param>
internal sealed record DemoResult(
    int People, int Seed, long Matched, long Excluded, long Targeted, long Delivered, long Undelivered, long Failed, long Skipped, long Expired, long Cancelled,
    long InDoubt, long Open, bool Adds, long Accepted, long SimulatorAccepted, long SimulatorDistinct, long SimulatorDuplicates, RefusalNumbers Refusals, double Seconds,
    IReadOnlyList<GoalReach> Reach, JsonElement Simulator)
{
    /// <summary>The three promises the demo is judged by.</summary>
    public bool Holds => Adds && Accepted == SimulatorAccepted && SimulatorDuplicates == 0;
}
