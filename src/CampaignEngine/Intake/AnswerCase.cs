using CampaignEngine.Access;
using CampaignEngine.Channels;
using CampaignEngine.Inbox;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Intake;

/// <param name="State">accepted, failed or in_doubt.</param>
/// <param name="Reason">The provider's code.</param>
public sealed record CaseAnswer(string State, string? Reason);

/// <summary>
/// Answers who wrote, through the medium they used, and closes the case where the provider has taken the words. That an answer is being given is
/// committed before the call: whose answer was lost is looked at by a person before anybody answers again.
/// </summary>
public sealed class AnswerCase(
    NpgsqlDataSource source, IEnumerable<IAnswers> answers, IEnumerable<IReplyReader> readers, InboxKeys keys, CaseStore cases, AuditTrail audit, TimeProvider clock)
{
    private readonly Dictionary<string, IAnswers> answers = answers.ToDictionary(a => a.Provider);
    private readonly Dictionary<string, IReplyReader> readers = readers.ToDictionary(r => r.Provider);

    /// <param name="again">Somebody has looked: the answer before did not arrive.</param>
    public async Task<CaseAnswer> ExecuteAsync(Actor actor, long caseId, string text, bool again, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        var (answerId, to, through) = await BeginAsync(actor, caseId, text.ReplaceLineEndings("\n").Trim(), again, cancel);
        FailPoint.Reach(FailPoint.MidAnswer);
        var outcome = await through.AnswerAsync(to, text.ReplaceLineEndings("\n").Trim(), CancellationToken.None);
        var answer = outcome switch
        {
            Accepted => new CaseAnswer("accepted", null),
            InDoubt doubt => new CaseAnswer("in_doubt", doubt.Code),
            Rejected { Code: var code } => new CaseAnswer("failed", code),
            Throttled { Code: var code } => new CaseAnswer("failed", code),
            QuotaUntil { Code: var code } => new CaseAnswer("failed", code),
            Unavailable { Code: var code } => new CaseAnswer("failed", code),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
        await EndAsync(actor, caseId, answerId, answer, (outcome as Accepted)?.ProviderId);
        return answer;
    }

    private async Task<(long AnswerId, string To, IAnswers Through)> BeginAsync(Actor actor, long caseId, string text, bool again, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var found = await CaseStore.LockAsync(connection, caseId, cancel);
        if (found.State == CaseState.Closed) throw AnswerFaults.Closed(caseId);
        if (!answers.TryGetValue(found.Provider, out var through)) throw AnswerFaults.NoAnswers(caseId, found.Provider);
        if (text.Length == 0 || text.Length > through.Longest) throw AnswerFaults.Length(caseId, through.Longest);
        if (through.Within is { } within && clock.GetUtcNow().UtcDateTime > found.ReceivedAt + within) throw AnswerFaults.TooLate(caseId, within);
        if (!again && await connection.ExecuteScalarAsync<bool>(new("SELECT EXISTS (SELECT FROM case_answers WHERE case_id = @caseId AND state IN ('sending', 'in_doubt'))", new { caseId }, cancellationToken: cancel)))
            throw AnswerFaults.InDoubt(caseId);

        var inboxId = await connection.ExecuteScalarAsync<long>(new("SELECT inbox_id FROM cases WHERE case_id = @caseId", new { caseId }, cancellationToken: cancel));
        if (await InboxStore.FindBodyAsync(connection, inboxId, cancel) is not { } body || readers.GetValueOrDefault(found.Provider)?.Read(body) is not { } reply) throw AnswerFaults.Erased(caseId);
        var answerId = await cases.AddAnswerAsync(connection, caseId, await keys.SealAsync(source, clock.GetUtcNow(), text, cancel), actor.UserId, cancel);
        await audit.WriteAsync(connection, actor, "case.answer", $"case {caseId}", new { answerId }, cancel);
        await transaction.CommitAsync(cancel);
        return (answerId, reply.From, through);
    }

    private async Task EndAsync(Actor actor, long caseId, long answerId, CaseAnswer answer, string? providerId)
    {
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await cases.EndAnswerAsync(connection, caseId, answerId, answer, providerId, actor.UserId);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
