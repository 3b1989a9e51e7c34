using CampaignEngine.Dispatch;
using CampaignEngine.Intake;
using CampaignEngine.Messages;
using CampaignEngine.Publications;
using CampaignEngine.Reach;

namespace CampaignEngine.Host.Demo;

/// <summary>The numbers of both sides, ours and the simulator's.</summary>
internal sealed class DemoCounts(EngineSession engine, SimulatorProcess simulator)
{
    public async Task<DemoResult> CountAsync(RunStanding standing, DemoOptions options, double seconds, CancellationToken cancel)
    {
        var stats = await simulator.StatsAsync(cancel);
        var taken = stats.GetProperty("messages");
        var n = standing.Members;
        var reach = await engine.Get<ReachQuery>().ReportAsync(DemoSettings.Start.Year, ReachDimension.None, cancel);
        var campaign = await engine.Get<CampaignStatus>().ExecuteAsync(standing.CampaignId!.Value, cancel);
        var excluded = campaign.Excluded.Values.Sum();
        var messages = await engine.Get<MessageCounts>().ExecuteAsync(cancel);
        return new DemoResult(
            options.People, options.Seed, n.Targeted + excluded, excluded, n.Targeted, n.Delivered, n.Undelivered, n.Failed, n.Skipped, n.Expired, n.Cancelled,
            n.InDoubt, n.Open, n.Adds, messages.Accepted, taken.GetProperty("accepted").GetInt64(),
            taken.GetProperty("distinct").GetInt64(), taken.GetProperty("duplicates").GetInt64(), await engine.Get<RefusalCount>().ExecuteAsync(cancel), seconds,
            await engine.Get<MessageCounts>().ByChannelAsync(cancel), await PublishedAsync(standing.RunId, cancel), stats.GetProperty("posts").GetProperty("taken").GetInt64(),
            reach.Goals, stats);
    }

    private async Task<IReadOnlyList<DemoPublication>> PublishedAsync(int runId, CancellationToken cancel)
    {
        var posts = await engine.Get<PublicationStore>().ListAsync(runId, cancel);
        var tasks = await engine.Get<TaskStore>().ListAsync(runId, open: false, cancel);
        return
        [
            .. posts.Select(p => new DemoPublication(p.Channel, p.State, p.PublishAt, p.Url ?? p.ProviderId, ByPerson: null)),
            .. tasks.Select(t => new DemoPublication(t.Channel, t.State, t.DueAt, t.Proof, t.Assignee)),
        ];
    }
}
