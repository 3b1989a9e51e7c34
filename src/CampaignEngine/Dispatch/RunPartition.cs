using CampaignEngine.Calendar;
using CampaignEngine.Messages;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Chooses the number of a new run by the partitions that stand. A large run, and the first one of a month, begin behind them all: so a
/// large run is alone, and a shared partition holds the runs of one month and can be archived as a whole.
/// </summary>
public sealed class RunPartition(IOptions<DispatchOptions> options)
{
    public bool IsLarge(long people) => people >= options.Value.OwnPartitionFrom;

    /// <summary>To be called in the transaction that inserts the run, before it does; launches wait for each other from here to its end.</summary>
    public static async Task PrepareAsync(NpgsqlConnection connection, bool alone, DateTimeOffset now, CancellationToken cancel)
    {
        await MessagePartitions.LockAsync(connection, cancel);
        var newest = await MessagePartitions.NewestAsync(connection, cancel);
        if (alone || await IsOfEarlierMonthAsync(connection, newest, now, cancel)) await SkipAsync(connection, newest.ToRun, cancel);
    }

    /// <summary>For a run that came to its number in another way; in a transaction of its own.</summary>
    internal static async Task EnsureAsync(NpgsqlConnection connection, int runId, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await MessagePartitions.EnsureAsync(connection, runId, alone: false, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<bool> IsOfEarlierMonthAsync(NpgsqlConnection connection, MessagePartition partition, DateTimeOffset now, CancellationToken cancel)
    {
        var first = await connection.ExecuteScalarAsync<DateTime?>(new(
            "SELECT launched_at FROM runs WHERE run_id >= @FromRun ORDER BY run_id LIMIT 1", new { partition.FromRun }, cancellationToken: cancel));
        return first is { } at && Month(at) < Month(now);
    }

    private static int Month(DateTimeOffset time) => VietnamTime.DayOf(time) is var day ? day.Year * 12 + day.Month : 0;

    /// <summary>The next run's number is at least this. Numbers are not given back when a launch fails; a gap means nothing.</summary>
    internal static Task SkipAsync(NpgsqlConnection connection, int number, CancellationToken cancel) =>
        connection.ExecuteAsync(new(
            "SELECT setval('runs_run_id_seq', @number, false) FROM runs_run_id_seq WHERE last_value + is_called::int < @number",
            new { number }, cancellationToken: cancel));
}
