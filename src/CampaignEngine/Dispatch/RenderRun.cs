using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Takes a launched run to running: freezes its audience, then stores the text of every person targeted, batch by batch. Whatever interrupts it,
/// the next call goes on and adds only what is missing.
/// </summary>
public sealed class RenderRun(NpgsqlDataSource source, FreezeRun freeze, LoadTexts loadTexts, RenderBatch batch)
{
    public async Task ExecuteAsync(int runId, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        // One renderer a run: the others, which the sweep queues in case this one was lost, leave at once. Held by the session, so a killed one lets go.
        if (!await RenderStore.TryHoldAsync(connection, runId, cancel)) return;
        try
        {
            await FreezeAndRenderAsync(connection, runId, cancel);
        }
        finally
        {
            await RenderStore.LetGoAsync(connection, runId);
        }
    }

    private async Task FreezeAndRenderAsync(NpgsqlConnection connection, int runId, CancellationToken cancel)
    {
        var run = await LaunchStore.GetAsync(connection, runId, cancel);
        if (run.State == RunState.Freezing)
        {
            await freeze.ExecuteAsync(run, cancel);
            run = await LaunchStore.GetAsync(connection, runId, cancel);
        }
        if (run.State != RunState.Rendering) return;

        if (await loadTexts.ExecuteAsync(connection, run, cancel) is not { } texts)
        {
            await LaunchStore.StopAsync(connection, runId, "template-void: a text is not the one that was approved", cancel);
            return;
        }
        await RunPartition.EnsureAsync(connection, runId, cancel);
        long? after = 0;
        while (after is not null) after = await batch.ExecuteAsync(run, texts, after.Value, cancel);
    }
}
