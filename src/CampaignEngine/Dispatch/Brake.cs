using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// The safety brake: pauses a run when of its last outcomes too large a share failed for the sake of the recipient or the text. Answers of
/// the provider and later receipts are judged apart, each by its own last outcomes.
/// </summary>
public sealed class Brake(NpgsqlDataSource source, AutoPause pause, IOptions<DispatchOptions> options)
{
    /// <summary>Taken by the provider, or refused at once.</summary>
    public const string Answers = "answer";

    /// <summary>The last word: delivered, or not.</summary>
    public const string Receipts = "receipt";

    // What went well costs nothing: it is added up here and written with the next failure, or when it fills a window.
    private readonly Dictionary<(int, string), int> unwritten = [];

    /// <param name="outcomes">All of them, the failures too.</param>
    /// <param name="failures">The code of each failure.</param>
    public async Task NoteAsync(int runId, string kind, int outcomes, IReadOnlyList<string> failures, CancellationToken cancel)
    {
        if (options.Value.BrakeWindow == 0 || outcomes == 0 || Take(runId, kind, outcomes, failures.Count > 0) is not { } counted) return;
        Tally tally;
        await using (var connection = await source.OpenConnectionAsync(cancel))
        {
            await TallyStore.AddAsync(connection, runId, kind, counted, failures, cancel);
            if (failures.Count == 0) return;
            tally = await TallyStore.NewestAsync(connection, runId, kind, options.Value.BrakeWindow, cancel);
        }
        if (tally.Outcomes >= options.Value.BrakeMinimum && tally.Failed > tally.Outcomes * options.Value.BrakeShare)
            await pause.ExecuteAsync(runId, PauseReason.Brake(tally.Failed, tally.Outcomes, tally.Commonest ?? "-"), cancel);
    }

    /// <summary>What is to be written now; null: nothing yet.</summary>
    private int? Take(int runId, string kind, int outcomes, bool hasFailures)
    {
        lock (unwritten)
        {
            var all = unwritten.GetValueOrDefault((runId, kind)) + outcomes;
            var write = hasFailures || all >= options.Value.BrakeWindow;
            if (write) unwritten.Remove((runId, kind));
            else unwritten[(runId, kind)] = all;
            return write ? all : null;
        }
    }
}
