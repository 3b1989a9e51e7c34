using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>What the database says of itself.</summary>
/// <param name="Identity">As it was verified last; null before the first worker.</param>
/// <param name="Current">Cluster, timeline and database as they are now: a restore elsewhere, a recovery from the log and a failover change it.</param>
/// <param name="Knows">The beat asked for is remembered, or forgiven.</param>
internal sealed record Lineage(
    Guid Installation, string? Identity, string Current, DateTime StartedAt, long LastBeat, bool Knows, DateTime? RecoverySince, DateTime? RecoveryBegunAt, string? RecoveryReason);

/// <summary>The statements about lineage, beats and recovery.</summary>
internal static class LineageStore
{
    private const string Current = """
        (SELECT system_identifier FROM pg_control_system()) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
            || '/' || (SELECT oid FROM pg_database WHERE datname = current_database())
        """;
    private const string Microseconds = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    // Forgiven, nothing seen yet, remembered, or seen before all that is still kept.
    private const string Knows =
        "(@seen < trusted_from OR @seen = 0 OR EXISTS (SELECT FROM beats WHERE beat = @seen) OR coalesce(@seen < (SELECT min(beat) FROM beats), false))";

    /// <summary>What a claim asks in its own statement: no recovery, no restart of the server since this process verified it, no older database.</summary>
    public const string Permitted = $"""
        EXISTS (SELECT FROM lineage WHERE recovery_since IS NULL AND pg_postmaster_start_time() = @verified
            AND {Knows})
        """;

    public static Task<Lineage> ReadAsync(NpgsqlConnection connection, long seen, CancellationToken cancel) =>
        connection.QuerySingleAsync<Lineage>(new($"""
            SELECT installation, identity, {Current} AS current, pg_postmaster_start_time() AS started_at,
                   coalesce((SELECT max(beat) FROM beats), 0) AS last_beat,
                   {Knows} AS knows,
                   recovery_since, recovery_begun_at, recovery_reason
            FROM lineage
            """, new { seen }, cancellationToken: cancel));

    public static Task AdoptAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        connection.ExecuteAsync(new($"UPDATE lineage SET identity = {Current} WHERE identity IS NULL", cancellationToken: cancel));

    /// <summary>Null in recovery, and on a database this process has not verified: a beat there would hide what it lacks.</summary>
    public static Task<long?> BeatAsync(NpgsqlConnection connection, long seen, DateTime verified, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<long?>(new($"""
            WITH old AS (DELETE FROM beats WHERE beat < {Microseconds} - 30 * 86400000000)
            INSERT INTO beats (beat) SELECT greatest({Microseconds}, coalesce((SELECT max(beat) FROM beats), 0) + 1) WHERE {Permitted}
            ON CONFLICT DO NOTHING -- two sweeps in one microsecond
            RETURNING beat
            """, new { seen, verified }, cancellationToken: cancel));

    /// <param name="since">Null: since the last beat this database knows of before the one given, the end of what it remembers.</param>
    /// <returns>False where it is in recovery already; the first reason stays.</returns>
    public static async Task<bool> BeginAsync(
        NpgsqlConnection connection, string reason, DateTimeOffset? since, long seen, DateTimeOffset at, CancellationToken cancel) =>
        await connection.ExecuteAsync(new($"""
            UPDATE lineage SET recovery_reason = @reason, recovery_begun_at = @at, recovery_since = coalesce(@since,
                to_timestamp((SELECT max(beat) FROM beats WHERE @seen = 0 OR beat < @seen) / 1000000.0), clock_timestamp())
            WHERE recovery_since IS NULL
            """, new { reason, at, since = since?.UtcDateTime, seen }, cancellationToken: cancel)) == 1;

    /// <summary>The database as it is now is the one; whatever was seen before is forgiven.</summary>
    public static Task EndAsync(NpgsqlConnection connection, long seen, CancellationToken cancel) =>
        connection.ExecuteAsync(new($"""
            UPDATE lineage SET identity = {Current}, trusted_from = greatest({Microseconds}, @seen + 1, (SELECT max(beat) + 1 FROM beats)),
                recovery_since = null, recovery_begun_at = null, recovery_reason = null
            """, new { seen }, cancellationToken: cancel));
}
