using Dapper;
using Npgsql;

namespace CampaignEngine.Messages;

/// <summary>
/// Takes a partition out of the live tables and keeps it in the schema archive. Every step looks at where things stand, so that what an
/// interruption left is finished by the next call.
/// </summary>
public static class DetachPartition
{
    /// <summary>Guarded by the state: of two who begin at once the second is told no. In the caller's transaction.</summary>
    public static async Task<bool> BeginAsync(NpgsqlConnection connection, MessagePartition partition, CancellationToken cancel) =>
        await connection.ExecuteAsync(new(
            "UPDATE message_partitions SET state = 'detaching' WHERE name = @Name AND state = 'attached'", partition, cancellationToken: cancel)) == 1;

    /// <summary>For a partition that is detaching; on a connection without a transaction, for DETACH CONCURRENTLY may not stand in one.</summary>
    public static async Task FinishAsync(NpgsqlConnection connection, MessagePartition partition, CancellationToken cancel)
    {
        await DetachAsync(connection, "messages", partition.Name, cancel);
        await DetachAsync(connection, "message_texts", partition.Texts, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var table in (string[])[partition.Name, partition.Texts])
            await connection.ExecuteAsync(new($"ALTER TABLE IF EXISTS public.{table} SET SCHEMA archive", cancellationToken: cancel));
        await connection.ExecuteAsync(new("UPDATE message_partitions SET state = 'archived' WHERE name = @Name", partition, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
    }

    private static async Task DetachAsync(NpgsqlConnection connection, string parent, string child, CancellationToken cancel)
    {
        var pending = await connection.QuerySingleOrDefaultAsync<bool?>(new(
            "SELECT inhdetachpending FROM pg_inherits WHERE inhparent = to_regclass(@parent) AND inhrelid = to_regclass(@child)",
            new { parent, child }, cancellationToken: cancel));
        if (pending is not { } begun) return;
        // CONCURRENTLY: claims and receipts go on meanwhile. It waits for every transaction that may still see the partition.
        var how = begun ? "FINALIZE" : "CONCURRENTLY";
        await connection.ExecuteAsync(new($"ALTER TABLE {parent} DETACH PARTITION {child} {how}", commandTimeout: 0, cancellationToken: cancel));
    }
}
