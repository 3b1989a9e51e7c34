using CampaignEngine.Access;
using CampaignEngine.Channels;
using CampaignEngine.Inbox;
using Dapper;
using Npgsql;

namespace CampaignEngine.Intake;

/// <param name="Words">As the person wrote them; null: their month's key was dropped, so that nobody reads them any more.</param>
public sealed record CaseWithWords(Case Case, string? Words, IReadOnlyList<CaseChange> Changes);

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
        var body = await InboxStore.FindBodyAsync(connection, inboxId, cancel);
        await transaction.CommitAsync(cancel);
        return new CaseWithWords(found, body is null || !readers.TryGetValue(found.Provider, out var reader) ? null : reader.Read(body)?.Body, changes);
    }
}
