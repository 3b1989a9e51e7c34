using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Takes a launched run to running: freezes its audience, then stores the text of every person targeted, batch by batch. Whatever interrupts it,
/// the next call goes on and adds only what is missing.
/// </summary>
public sealed class RenderRun(NpgsqlDataSource source, FreezeRun freeze, LoadTexts loadTexts, RenderBatch batch)
{
    /// <summary>So many batches tell the planner what a run looks like; autovacuum comes by only once a minute.</summary>
    private const int BatchesToKnow = 5;

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
        await RenderStore.AnalyzeAsync(connection, cancel);
        if (await RenderAsync(connection, run, texts, cancel)) await LaunchStore.MoveAsync(connection, runId, RunState.Rendering, RunState.Running, cancel);
    }

    /// <summary>While one batch is stored the next is rendered: the database works on the one, this process on the other.</summary>
    /// <returns>False where the run is no longer to be rendered.</returns>
    private async Task<bool> RenderAsync(NpgsqlConnection connection, LaunchedRun run, RunTexts texts, CancellationToken cancel)
    {
        var stored = Task.FromResult(true);
        try
        {
            var after = 0L;
            for (var batches = 0; await batch.DraftAsync(run, texts, after, cancel) is { } next; batches++)
            {
                if (!await stored) return false;
                if (batches == BatchesToKnow) await RenderStore.AnalyzeMessagesAsync(connection, run.RunId, cancel);
                stored = batch.StoreAsync(run, next.Drafts, cancel);
                after = next.LastRecipient;
            }
            return await stored;
        }
        finally
        {
            // Whatever ended it, nothing of ours is written once the run is let go.
            await stored;
        }
    }
}
