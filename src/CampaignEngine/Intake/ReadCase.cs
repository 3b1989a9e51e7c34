using CampaignEngine.Access;
using CampaignEngine.Channels;
using CampaignEngine.Inbox;
using Dapper;
using Npgsql;

namespace CampaignEngine.Intake;

/// <param name="Words">As the person wrote them; null: their month's key was dropped, so that nobody reads them any more.</param>
/// <param name="Post">The address or id of the post it is below; null: below none.</param>
public sealed record CaseWithWords(Case Case, string? Words, IReadOnlyList<CaseChange> Changes, IReadOnlyList<AnswerGiven> Answers, string? Post);

/// <param name="Words">Null: erased.</param>
public sealed record AnswerGiven(DateTime At, string State, string? Reason, string? Words);

/// <param name="At">UTC.</param>
public sealed record CaseChange(DateTime At, string What, string Was, string Becomes, string? Reason);

/// <summary>Shows one case with what the person wrote. Who reads it is written down first.</summary>
public sealed class ReadCase(NpgsqlDataSource source, IEnumerable<IReplyReader> readers, AuditTrail audit)
{
    private readonly Dictionary<string, IReplyReader> readers = readers.ToDictionary(r => r.Provider);

    public async Task<CaseWithWords> ExecuteAsync(Actor actor, long caseId, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var found = await CaseStore.LockAsync(connection, caseId, cancel);
        await audit.WriteAsync(connection, actor, "case.read", $"case {caseId}", null, cancel);
        var inboxId = await connection.ExecuteScalarAsync<long>(new("SELECT inbox_id FROM cases WHERE case_id = @caseId", new { caseId }, cancellationToken: cancel));
        var changes = (await connection.QueryAsync<CaseChange>(new(
            "SELECT at, what, was, becomes, reason FROM case_changes WHERE case_id = @caseId ORDER BY change_id", new { caseId }, cancellationToken: cancel))).AsList();
        var answers = new List<AnswerGiven>();
        foreach (var (at, state, reason, month, words) in await connection.QueryAsync<(DateTime, string, string?, DateOnly, byte[])>(new(
            "SELECT at, state, reason, inbox_month, body FROM case_answers WHERE case_id = @caseId ORDER BY answer_id", new { caseId }, cancellationToken: cancel)))
            answers.Add(new AnswerGiven(at, state, reason, await InboxKeys.OpenAsync(connection, month, words, cancel)));
        var post = await connection.ExecuteScalarAsync<string?>(new(
            "SELECT coalesce(p.url, p.provider_id) FROM comments c JOIN publications p USING (publication_id) WHERE c.inbox_id = @inboxId", new { inboxId }, cancellationToken: cancel));
        var body = await InboxStore.FindBodyAsync(connection, inboxId, cancel);
        await transaction.CommitAsync(cancel);
        return new CaseWithWords(found, body is null || !readers.TryGetValue(found.Provider, out var reader) ? null : reader.Read(body)?.Body, changes, answers, post);
    }
}
