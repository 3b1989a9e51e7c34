using CampaignEngine.Dispatch;
using CampaignEngine.Inbox;
using CampaignEngine.Messages;
using CampaignEngine.Publications;

namespace CampaignEngine.Host.Demo;

/// <summary>Waits until nothing more is on its way: the run is over, the simulator has said all it has to say, and all of it is applied.</summary>
internal sealed class DemoEnd(EngineSession engine, SimulatorProcess simulator)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public async Task<RunStanding> WaitAsync(int runId, CancellationToken cancel)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        RunStanding standing;
        do
        {
            await timer.WaitForNextTickAsync(cancel);
            standing = await engine.Get<RunStatus>().ExecuteAsync(runId, cancel);
            DemoOutput.Progress(standing);
            if (standing.State is RunState.Stopped or RunState.Cancelled or RunState.Paused)
                throw new InvalidOperationException($"The run ended as {standing.State}: {standing.Reason}");
        } while (TimeProvider.System.GetElapsedTime(deadline) < Longest && !await IsQuietAsync(standing, cancel));
        DemoOutput.ProgressEnd();
        // What came in after the last look.
        return await engine.Get<RunStatus>().ExecuteAsync(runId, cancel);
    }

    private async Task<bool> IsQuietAsync(RunStanding standing, CancellationToken cancel)
    {
        if (standing.State != RunState.Completed || (await engine.Get<MessageCounts>().ExecuteAsync(cancel)).UnderWay > 0) return false;
        if ((await engine.Get<PublicationStore>().ListAsync(standing.RunId, cancel)).Any(p => PublicationState.Open.Contains(p.State))) return false;
        var callbacks = (await simulator.StatsAsync(cancel)).GetProperty("callbacks");
        return callbacks.GetProperty("pending").GetInt64() == 0 && await engine.Get<InboxStore>().WaitingAsync(cancel) == 0;
    }
}
