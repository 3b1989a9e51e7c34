using Dapper;
using Npgsql;

namespace CampaignEngine.Consent;

/// <summary>
/// Contacts by number, over all campaigns: asked and written in the transaction of a claim. A unit is kept when the message was taken or is
/// in doubt and given back when it was surely not sent; a further attempt of the same message moves its own unit and needs no second one.
/// </summary>
public sealed class ContactLedger(Caps caps)
{
    // The lock is a statement of its own, before the count: each statement sees what was committed when it began, so the count sees all
    // that those wrote who held the numbers before.
    // Read number by number (OFFSET 0 keeps it so): asked for all at once, a plan made while the table was small reads the whole of it for
    // every slice, and the table grows with each of them.
    private const string LockAndRead = """
        SELECT count(pg_advisory_xact_lock(k)) FROM unnest(@locks) AS k;
        SELECT c.number_key, c.run_id, c.message_no, c.class, c.at
        FROM unnest(@keys) AS n (number_key)
        CROSS JOIN LATERAL (SELECT * FROM contacts WHERE contacts.number_key = n.number_key AND at > @after OFFSET 0) AS c
        """;

    /// <summary>Who is over a cap now. The numbers of the others are the caller's until its transaction ends.</summary>
    public async Task<IReadOnlyList<CapWait>> FullAsync(
        NpgsqlConnection connection, MessageClass messageClass, IReadOnlyList<Contact> slice, DateTimeOffset now, CancellationToken cancel)
    {
        var holding = caps.For(messageClass, now);
        var numbered = slice.Where(c => c.NumberKey.Length > 0).ToList();
        if (holding.Count == 0 || numbered.Count == 0) return [];
        var keys = numbered.Select(c => c.NumberKey).Distinct(NumberKeyComparer.Instance).ToArray();
        await using var answer = await connection.QueryMultipleAsync(new CommandDefinition(LockAndRead,
            new { locks = NumberLocks.Of(keys), keys, after = holding.Min(c => c.After).UtcDateTime }, cancellationToken: cancel));
        await answer.ReadAsync<long>();
        var rows = (await answer.ReadAsync<ContactRow>()).AsList();
        // Most numbers were never written to, and every cap lets one through.
        return rows.Count == 0 && keys.Length == numbered.Count ? [] : CapCount.Judge(holding, messageClass, numbered, rows, now);
    }

    /// <summary>Takes a unit for each. Nothing where the class has no cap.</summary>
    public async Task TakeAsync(
        NpgsqlConnection connection, MessageClass messageClass, IReadOnlyList<Contact> slice, DateTimeOffset now, CancellationToken cancel)
    {
        var numbered = slice.Where(c => c.NumberKey.Length > 0).ToList();
        if (numbered.Count == 0 || caps.For(messageClass, now).Count == 0) return;
        await connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO contacts (number_key, run_id, message_no, class, at)
            SELECT k, r, n, @messageClass, @now FROM unnest(@keys, @runs, @numbers) AS c (k, r, n)
            ON CONFLICT (number_key, run_id, message_no) DO UPDATE SET at = excluded.at -- a further attempt: its one unit counts from now
            """, new
        {
            keys = numbered.Select(c => c.NumberKey).ToArray(),
            runs = numbered.Select(c => c.RunId).ToArray(),
            numbers = numbered.Select(c => c.MessageNo).ToArray(),
            messageClass = $"{messageClass}",
            now = now.UtcDateTime,
        }, cancellationToken: cancel));
    }

    /// <summary>The unit of a message that did not reach its number serves the one that follows it by another channel.</summary>
    public static Task PassOnAsync(NpgsqlConnection connection, int runId, IReadOnlyList<(int From, int To, byte[] NumberKey)> moves, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition("""
            UPDATE contacts c SET message_no = m.later FROM unnest(@keys, @earlier, @later) AS m (k, earlier, later)
            WHERE c.number_key = m.k AND c.run_id = @runId AND c.message_no = m.earlier
            """, new
        {
            runId,
            keys = moves.Select(m => m.NumberKey).ToArray(),
            earlier = moves.Select(m => m.From).ToArray(),
            later = moves.Select(m => m.To).ToArray(),
        }, cancellationToken: cancel));

    /// <summary>Takes the units back of what was surely not sent. Twice is as once.</summary>
    public static Task GiveBackAsync(NpgsqlConnection connection, IReadOnlyList<Contact> contacts, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition("""
            DELETE FROM contacts c USING unnest(@keys, @runs, @numbers) AS b (k, r, n)
            WHERE c.number_key = b.k AND c.run_id = b.r AND c.message_no = b.n
            """, new
        {
            keys = contacts.Select(c => c.NumberKey).ToArray(),
            runs = contacts.Select(c => c.RunId).ToArray(),
            numbers = contacts.Select(c => c.MessageNo).ToArray(),
        }, cancellationToken: cancel));
}

internal sealed record ContactRow(byte[] NumberKey, int RunId, int MessageNo, string Class, DateTime At);
