using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace CampaignEngine.Inbox;

/// <summary>The table of raw bodies: added sealed, claimed opened, marked with what became of them.</summary>
public sealed class InboxStore(NpgsqlDataSource source, InboxKeys keys)
{
    internal async Task AddAsync(IReadOnlyList<InboxArrival> set, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var byMonth = new Dictionary<DateOnly, byte[]>();
        foreach (var month in set.Select(a => InboxKeys.Month(a.At)).Distinct()) byMonth[month] = await keys.ForSealingAsync(connection, month, cancel);

        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY inbox (provider, kind, reference, body, received_at) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var arrival in set)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(arrival.Provider, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(Name(arrival.Kind), NpgsqlDbType.Text, cancel);
            if (arrival.Reference is { } reference) await copy.WriteAsync(reference, NpgsqlDbType.Text, cancel);
            else await copy.WriteNullAsync(cancel);
            await copy.WriteAsync(SealedBody.Seal(byMonth[InboxKeys.Month(arrival.At)], arrival.Body.Span), NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(arrival.At.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    /// <summary>One body in the caller's transaction, which says by the rest of it whether it is new.</summary>
    public async Task<long> AddAsync(NpgsqlConnection connection, string provider, InboxKind kind, byte[] body, DateTimeOffset at, CancellationToken cancel)
    {
        // On a connection of its own: a key that this process remembers must be there, whatever becomes of the transaction.
        await using var apart = await source.OpenConnectionAsync(cancel);
        var key = await keys.ForSealingAsync(apart, InboxKeys.Month(at), cancel);
        return await connection.ExecuteScalarAsync<long>(new("INSERT INTO inbox (provider, kind, body, received_at) VALUES (@provider, @kind, @body, @at) RETURNING inbox_id",
            new { provider, kind = Name(kind), body = SealedBody.Seal(key, body), at = at.UtcDateTime }, cancellationToken: cancel));
    }

    /// <summary>The next bodies that wait, locked until the caller's transaction ends.</summary>
    public static async Task<IReadOnlyList<InboxRow>> ClaimAsync(
        NpgsqlConnection connection, InboxKind kind, long after, int limit, CancellationToken cancel)
    {
        // SKIP LOCKED: several workers apply different bodies at the same time; one that dies lets go of its own.
        var rows = (await connection.QueryAsync<(long Id, string Provider, string? Reference, DateTime At, byte[] Body)>(new("""
            SELECT inbox_id, provider, reference, received_at, body FROM inbox
            WHERE applied_at IS NULL AND kind = @kind AND inbox_id > @after
            ORDER BY inbox_id LIMIT @limit
            FOR UPDATE SKIP LOCKED
            """, new { kind = Name(kind), after, limit }, cancellationToken: cancel))).AsList();
        var opening = await InboxKeys.FindAsync(connection, [.. rows.Select(r => InboxKeys.Month(r.At)).Distinct()], cancel);
        return [.. rows.Select(r => new InboxRow(r.Id, r.Provider, r.Reference, r.At,
            opening.TryGetValue(InboxKeys.Month(r.At), out var key) ? SealedBody.Open(key, r.Body) : null))];
    }

    /// <summary>One body, opened; null where its month's key was dropped.</summary>
    public static async Task<byte[]?> FindBodyAsync(NpgsqlConnection connection, long inboxId, CancellationToken cancel)
    {
        var (at, body) = await connection.QuerySingleAsync<(DateTimeOffset At, byte[] Body)>(new("SELECT received_at, body FROM inbox WHERE inbox_id = @inboxId", new { inboxId }, cancellationToken: cancel));
        var opening = await InboxKeys.FindAsync(connection, [InboxKeys.Month(at)], cancel);
        return opening.TryGetValue(InboxKeys.Month(at), out var key) ? SealedBody.Open(key, body) : null;
    }

    public static Task MarkAsync(
        NpgsqlConnection connection, IReadOnlyList<(long InboxId, string Outcome)> results, DateTimeOffset at, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            UPDATE inbox i SET applied_at = @at, outcome = r.outcome
            FROM unnest(@ids, @outcomes) AS r (inbox_id, outcome)
            WHERE i.inbox_id = r.inbox_id
            """, new { ids = results.Select(r => r.InboxId).ToArray(), outcomes = results.Select(r => r.Outcome).ToArray(), at }, cancellationToken: cancel));

    /// <summary>Bodies that are stored and not applied yet.</summary>
    public async Task<long> WaitingAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(new("SELECT count(*) FROM inbox WHERE applied_at IS NULL", cancellationToken: cancel));
    }

    private static string Name(InboxKind kind) => kind == InboxKind.Receipt ? "receipt" : "reply";
}
