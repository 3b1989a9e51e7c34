using System.Text.Json;
using CampaignEngine.Intake;
using CampaignEngine.Messages;
using CampaignEngine.Publications;
using CampaignEngine.Reach;

namespace CampaignEngine.Host.Demo;

/// <summary>What --json writes.</summary>
/// <param name="Accepted">Messages that the provider took over by our own tables, confirmations of refusals included.</param>
/// <param name="Simulator">The simulator's /stats: what it took by its own count.</param>
internal sealed record DemoResult(
    int People, int Seed, long Matched, long Excluded, long Targeted, long Delivered, long Undelivered, long Failed, long Skipped, long Expired, long Cancelled,
    long InDoubt, long Open, bool Adds, long Accepted, long SimulatorAccepted, long SimulatorDistinct, long SimulatorDuplicates, RefusalNumbers Refusals, double Seconds,
    IReadOnlyList<MessageCounts.OfChannel> Channels, IReadOnlyList<DemoPublication> Publications, long SimulatorPosts, IReadOnlyList<GoalReach> Reach, JsonElement Simulator)
{
    /// <summary>The promises the demo is judged by.</summary>
    public bool Holds => Adds && Accepted == SimulatorAccepted && SimulatorDuplicates == 0 && Published == SimulatorPosts;

    /// <summary>Posts that stand on a page, put there by machine.</summary>
    public long Published => Publications.Count(p => p.ByPerson is null && p.State == PublicationState.Published);
}

/// <param name="Where">The address of the post as the provider or the person told it; null: not yet.</param>
/// <param name="ByPerson">Who publishes it by hand; null: the engine.</param>
internal sealed record DemoPublication(string Channel, string State, DateTime Due, string? Where, string? ByPerson);
