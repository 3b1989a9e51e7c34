using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;
using Polly;

namespace CampaignEngine.Dispatch;

/// <summary>Writes the outcomes of a slice in one set, with the refusals and the stopped sender that follow from them.</summary>
public sealed class RecordOutcomes(NpgsqlDataSource source, OutcomeRules rules, Brake brake, TimeProvider clock, ILogger<RecordOutcomes> log)
{
    // An outcome that is not written makes its message doubtful, so it is kept and tried until the database takes it; meanwhile this pump
    // sends nothing more. The guard on the attempt makes a repetition harmless.
    private readonly ResiliencePipeline again = DatabaseOutage.WaitOut(log);

    public async Task<SliceResult> ExecuteAsync(
        string provider, IReadOnlyList<ClaimedMessage> claimed, IReadOnlyList<SendOutcome> outcomes, CancellationToken cancel)
    {
        var verdicts = claimed.Zip(outcomes, (message, outcome) => (Message: message, Outcome: outcome, Verdict: rules.Decide(outcome, message.Attempt))).ToList();
        foreach (var (message, _, verdict) in verdicts.Where(v => v.Verdict.Rule.Alerts))
            log.LogError("{Provider} refused message {Reference} with code {Code}", provider, message.Reference, verdict.Reason);

        await again.ExecuteAsync(async token => await WriteAsync(
            provider, [.. verdicts.Select(v => (Change(provider, v.Message, v.Outcome, v.Verdict), v.Message, v.Verdict, (v.Outcome as Accepted)?.ById == true))], token), cancel);
        var judged = verdicts.Where(v => !v.Verdict.Rule.Expected).ToList();
        await brake.NoteAsync(claimed[0].Reference.RunId, Brake.Answers, judged.Count(v => v.Verdict.Rule.To is MessageStatus.Accepted or MessageStatus.Failed),
            [.. judged.Where(v => v.Verdict.Rule.To == MessageStatus.Failed).Select(v => v.Verdict.Reason!)], cancel);

        var held = verdicts.Any(v => v.Verdict.Rule.HoldsChunk) || verdicts.All(v => v.Verdict.Rule.To == MessageStatus.Pending);
        return new SliceResult(GoOn: !held, verdicts.Max(v => v.Verdict.RetryAt), SenderIsDown: held && verdicts.Any(v => v.Verdict.Rule.FailsOver));
    }

    private static OutcomeChange Change(string provider, ClaimedMessage message, SendOutcome outcome, OutcomeVerdict verdict) => new(
        message.Reference, message.Attempt, verdict.Rule.To, verdict.Reason,
        verdict.Rule.To == MessageStatus.Pending ? null : provider, (outcome as Accepted)?.ProviderId);

    private async Task WriteAsync(
        string provider, IReadOnlyList<(OutcomeChange Change, ClaimedMessage Message, OutcomeVerdict Verdict, bool ById)> results, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var moved = await MessageStatuses.ApplyOutcomesAsync(connection, [.. results.Select(r => r.Change)], now, cancel);
        await ProviderIds.AddAsync(connection, provider, [.. results.Where(r => r is { ById: true, Change.ProviderId: not null }).Select(r => (r.Change.ProviderId!, r.Change.Reference))], cancel);
        await SurelyNotSent.GiveBackAsync(connection,
            [.. results.Where(r => r.Change.To is MessageStatus.Pending or MessageStatus.Failed && moved.Contains(r.Change.Reference))
                .Select(r => (r.Message.Reference, r.Message.Attempt, r.Message.NumberKey))], cancel);
        await NextChannelStore.AddAsync(connection, [.. results.Where(r => r.Verdict.Rule.GoesOn && moved.Contains(r.Change.Reference)).Select(r => r.Change.Reference)], cancel);
        foreach (var (_, message, _, _) in results.Where(r => r.Verdict.Suppress))
            await Suppressions.AddAsync(connection, message.NumberKey, SuppressionScope.Campaigns, $"provider:{provider}", now, cancel);
        if (results.FirstOrDefault(r => r.Verdict.Rule.StopsSender).Verdict is { } stop)
            await SenderStore.StopAsync(connection, provider, $"configuration:{stop.Reason}", now, cancel);
        FailPoint.Reach(FailPoint.MidOutcome);
        await transaction.CommitAsync(cancel);
    }
}
