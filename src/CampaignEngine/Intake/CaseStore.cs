using CampaignEngine.Inbox;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Intake;

/// <summary>The rows of cases; each move is guarded by where it begins.</summary>
public sealed class CaseStore(NpgsqlDataSource source, TimeProvider clock, IOptions<IntakeOptions> options)
{
    /// <summary>In the transaction that takes the reply out of the inbox. What needs nobody is closed from the start.</summary>
    /// <param name="done">What the engine has done about it; null: somebody must look.</param>
    internal Task AddAsync(NpgsqlConnection connection, InboxRow row, byte[]? numberKey, string caseClass, string foundBy, string? done, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            INSERT INTO cases (inbox_id, provider, received_at, number_key, class, found_by, state, owner, escalate_to, due_at, closed_at, close_reason, changed_at)
            VALUES (@InboxId, @Provider, @receivedAt, @numberKey, @caseClass, @foundBy, CASE WHEN @done IS NULL THEN 'open' ELSE 'closed' END, @owner, @EscalateTo,
                    @dueAt, CASE WHEN @done IS NOT NULL THEN @now END, @done, @now)
            ON CONFLICT (inbox_id) DO NOTHING -- taken before
            """, new
        {
            row.InboxId,
            row.Provider,
            receivedAt = row.ReceivedAt.UtcDateTime,
            numberKey,
            caseClass,
            foundBy,
            done,
            owner = options.Value.OwnerOf(caseClass),
            options.Value.EscalateTo,
            dueAt = done is null ? CaseRules.DueAt(caseClass, row.ReceivedAt).UtcDateTime : (DateTime?)null,
            now = clock.GetUtcNow().UtcDateTime,
        }, cancellationToken: cancel));

    internal Task<long> AddAnswerAsync(NpgsqlConnection connection, long caseId, (DateOnly Month, byte[] Body) words, int userId, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<long>(new("""
            INSERT INTO case_answers (case_id, inbox_month, body, state, user_id, at) VALUES (@caseId, @Month, @Body, 'sending', @userId, @now) RETURNING answer_id
            """, new { caseId, words.Month, words.Body, userId, now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel));

    /// <summary>In the caller's transaction: a taken answer closes its case.</summary>
    internal async Task EndAnswerAsync(NpgsqlConnection connection, long caseId, long answerId, CaseAnswer answer, string? providerId, int userId)
    {
        var row = new { caseId, answerId, answer.State, answer.Reason, providerId, userId, now = clock.GetUtcNow().UtcDateTime };
        await connection.ExecuteAsync("UPDATE case_answers SET state = @State, reason = @Reason, provider_id = @providerId WHERE answer_id = @answerId", row);
        if (answer.State != "accepted") return;
        await connection.ExecuteAsync("""
            WITH was AS (SELECT case_id, state FROM cases WHERE case_id = @caseId AND state <> 'closed' FOR NO KEY UPDATE), -- closed meanwhile by somebody else: stays as it is
            closed AS (UPDATE cases c SET state = 'closed', closed_at = @now, close_reason = 'answered', changed_at = @now FROM was WHERE c.case_id = was.case_id RETURNING was.state)
            INSERT INTO case_changes (case_id, at, user_id, what, was, becomes, reason) SELECT @caseId, @now, @userId, 'close', state, 'closed', 'answered' FROM closed
            """, row);
    }

    /// <summary>What time does to cases. Those that became late by this call come back: somebody is to be told.</summary>
    public async Task<IReadOnlyList<Case>> SweepAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<Case>(new($"""
            UPDATE cases SET state = CASE WHEN due_at + @after <= @now THEN 'escalated' ELSE 'overdue' END, changed_at = @now
            WHERE state = 'open' AND due_at <= @now OR state = 'overdue' AND due_at + @after <= @now
            RETURNING {Case.Columns}
            """, new { now = clock.GetUtcNow().UtcDateTime, after = CaseRules.EscalateAfter }, cancellationToken: cancel))).AsList();
    }

    /// <param name="waiting">Only what somebody must still look at.</param>
    public async Task<IReadOnlyList<Case>> ListAsync(bool waiting, string? caseClass, string? owner, bool late, int most, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<Case>(new($"""
            SELECT {Case.Columns} FROM cases
            WHERE (NOT @waiting OR state <> 'closed') AND (@caseClass IS NULL OR class = @caseClass) AND (@owner IS NULL OR owner = @owner) AND (NOT @late OR state IN ('overdue', 'escalated'))
            ORDER BY state = 'closed', due_at, case_id LIMIT @most
            """, new { waiting, caseClass, owner, late, most }, cancellationToken: cancel))).AsList();
    }

    /// <summary>Locked until the caller's transaction ends: of two who change it at once the second sees what the first did.</summary>
    internal static async Task<Case> LockAsync(NpgsqlConnection connection, long caseId, CancellationToken cancel) =>
        await connection.QuerySingleOrDefaultAsync<Case>(new($"SELECT {Case.Columns} FROM cases WHERE case_id = @caseId FOR NO KEY UPDATE", new { caseId }, cancellationToken: cancel))
        ?? throw new RefusedException("unknown-case", $"case {caseId}", "Không có vụ việc này.", "There is no such case.");
}
