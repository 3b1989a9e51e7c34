using CampaignEngine.Access;
using CampaignEngine.Consent;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Intake;

/// <summary>A person's hand on a case: another class, another owner, its end. What was and why stays.</summary>
public sealed class ChangeCase(NpgsqlDataSource source, IOptions<IntakeOptions> options, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The new class brings its owner and its term, counted from when the words came.</summary>
    public Task ClassifyAsync(Actor actor, long caseId, string caseClass, string reason, CancellationToken cancel) => WriteAsync(actor, caseId, "class", caseClass, reason, """
        UPDATE cases SET class = @becomes, found_by = 'person', owner = @owner, due_at = @dueAt, state = 'open', changed_at = @now WHERE case_id = @caseId
        """, found => caseClass == CaseClass.Refusal || !CaseClass.All.Contains(caseClass) ? NotAClass(caseId) : null, found => found.Class, cancel);

    public Task AssignAsync(Actor actor, long caseId, string owner, string? reason, CancellationToken cancel) => WriteAsync(actor, caseId, "owner", owner, reason,
        "UPDATE cases SET owner = @becomes, changed_at = @now WHERE case_id = @caseId", _ => null, found => found.Owner, cancel);

    public Task CloseAsync(Actor actor, long caseId, string reason, CancellationToken cancel) => WriteAsync(actor, caseId, "close", CaseState.Closed, reason,
        "UPDATE cases SET state = 'closed', closed_at = @now, close_reason = @reason, changed_at = @now WHERE case_id = @caseId", _ => null, found => found.State, cancel);

    /// <summary>The number is not of the person we meant: nothing goes to it any more, whoever stands behind it.</summary>
    public Task SettleWrongNumberAsync(Actor actor, long caseId, string reason, CancellationToken cancel) => WriteAsync(actor, caseId, "close", CaseState.Closed, reason,
        "UPDATE cases SET state = 'closed', closed_at = @now, close_reason = @reason, changed_at = @now WHERE case_id = @caseId", _ => null, found => found.State, cancel,
        async connection =>
        {
            var key = await connection.ExecuteScalarAsync<byte[]?>(new("SELECT number_key FROM cases WHERE case_id = @caseId", new { caseId }, cancellationToken: cancel))
                ?? throw new RefusedException("case-without-number", $"case {caseId}", "Vụ việc này không có số điện thoại.", "This case has no telephone number.");
            await Suppressions.AddAsync(connection, key, SuppressionScope.Everything, "intake:wrong-number", clock.GetUtcNow(), cancel);
        });

    private async Task WriteAsync(Actor actor, long caseId, string what, string becomes, string? reason, string sql, Func<Case, RefusedException?> fault, Func<Case, string> before,
        CancellationToken cancel, Func<NpgsqlConnection, Task>? also = null)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var found = await CaseStore.LockAsync(connection, caseId, cancel);
        if (found.State == CaseState.Closed)
            throw new RefusedException("case-closed", $"case {caseId}", "Vụ việc này đã khép lại.", "This case is closed.");
        if (fault(found) is { } refused) throw refused;
        if (also is not null) await also(connection);
        var row = new
        {
            caseId,
            becomes,
            reason,
            owner = options.Value.OwnerOf(becomes),
            dueAt = CaseRules.DueAt(what == "class" ? becomes : found.Class, new DateTimeOffset(found.ReceivedAt, TimeSpan.Zero)).UtcDateTime,
            now = clock.GetUtcNow().UtcDateTime,
            what,
            was = before(found),
            actor.UserId,
        };
        await connection.ExecuteAsync(new(sql, row, cancellationToken: cancel));
        await connection.ExecuteAsync(new(
            "INSERT INTO case_changes (case_id, at, user_id, what, was, becomes, reason) VALUES (@caseId, @now, @UserId, @what, @was, @becomes, @reason)", row, cancellationToken: cancel));
        await audit.WriteAsync(connection, actor, $"case.{what}", $"case {caseId}", new { row.was, becomes }, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static RefusedException NotAClass(long caseId)
    {
        // A refusal is the person's own act: 'channel' words record it, no hand of ours.
        var known = string.Join(", ", CaseClass.All.Where(c => c != CaseClass.Refusal));
        return new RefusedException("not-a-class", $"case {caseId}", $"Chọn một trong: {known}.", $"Choose one of: {known}.");
    }
}
