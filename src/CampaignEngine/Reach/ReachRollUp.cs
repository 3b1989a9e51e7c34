using CampaignEngine.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Reach;

/// <summary>
/// Rolls up what was delivered, set after set: of each person, goal, year and set of dimensions the best contact is kept, and the counts
/// of people move by what that alters. A set is one transaction. A receipt of an earlier day is a delivery like any other.
/// </summary>
public sealed class ReachRollUp(NpgsqlDataSource source)
{
    private const int SetSize = 20_000;

    /// <summary>Any number does, as long as all builds use the same.</summary>
    private const long LockKey = 0x5265616368;

    private static readonly string Sql = $"""
        WITH taken AS ({Deliveries.Take}), {ReachSql.Change("taken")}, kept AS (
            INSERT INTO first_reach ({ReachContacts.Columns})
            SELECT {ReachContacts.Columns} FROM news
            ON CONFLICT ({ReachContacts.Key}) DO UPDATE -- the better one stays: news are better than what was kept
            SET counts = excluded.counts, proven = excluded.proven, delivered_at = excluded.delivered_at, birth_year = excluded.birth_year,
                sex = excluded.sex, occupation = excluded.occupation, scheme_status = excluded.scheme_status
        ), counted AS (
            INSERT INTO reach_counts AS c (goal, year, dimension, key, figure, people)
            SELECT goal, year, dimension, key, figure, people FROM change
            ON CONFLICT (goal, year, dimension, key, figure) DO UPDATE SET people = c.people + excluded.people -- counted before: moves by the change
        )
        SELECT coalesce(sum(cardinality(message_nos)), 0)::int FROM taken
        """;

    /// <summary>Returns how many messages were rolled up.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var total = 0;
        await using var connection = await source.OpenConnectionAsync(cancel);
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await BeginAsync(connection, cancel);
            var count = await RollUpSetAsync(connection, int.MinValue, int.MaxValue, cancel);
            await transaction.CommitAsync(cancel);
            if (count == 0) return total;
            total += count;
        }
    }

    /// <summary>All that waits of a range of runs, in the caller's transaction.</summary>
    internal static async Task RangeAsync(NpgsqlConnection connection, int fromRun, int toRun, CancellationToken cancel)
    {
        await BeginAsync(connection, cancel);
        while (await RollUpSetAsync(connection, fromRun, toRun, cancel) > 0) { }
    }

    /// <summary>Makes the counts anew of the contacts that are kept: for a database of before, or when the law's bounds were corrected.</summary>
    public static async Task RecountAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await BeginAsync(connection, cancel);
        await connection.ExecuteAsync(new(
            $"DELETE FROM reach_counts; INSERT INTO reach_counts (goal, year, dimension, key, figure, people) {ReachSql.Whole}",
            ReachSql.Parameters(ReachSql.Dimensions), commandTimeout: 0, cancellationToken: cancel));
    }

    // One at a time, until the end of the transaction: what a set alters is measured against what the one before has left.
    private static Task BeginAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        connection.ExecuteAsync(new($"{ReachSql.Settings}; SELECT pg_advisory_xact_lock(@LockKey)", new { LockKey }, commandTimeout: 0, cancellationToken: cancel));

    private static async Task<int> RollUpSetAsync(NpgsqlConnection connection, int fromRun, int toRun, CancellationToken cancel)
    {
        var parameters = ReachSql.Parameters(ReachSql.Dimensions);
        parameters.AddDynamicParams(new { fromRun, toRun, messages = SetSize });
        return await connection.ExecuteScalarAsync<int>(new(Sql, parameters, commandTimeout: 0, cancellationToken: cancel));
    }
}
