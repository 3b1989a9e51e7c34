using System.Collections.Concurrent;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>The budgets of runs, kept by all workers together and reserved in the transaction of a claim.</summary>
public sealed class RunBudgets
{
    // A run has a budget or has none from its launch on.
    private readonly ConcurrentDictionary<int, bool> known = new();

    internal static Task SetAsync(NpgsqlConnection connection, int runId, long budgetDong, CancellationToken cancel) =>
        connection.ExecuteAsync(new("INSERT INTO run_budgets (run_id, budget_dong) VALUES (@runId, @budgetDong)", new { runId, budgetDong }, cancellationToken: cancel));

    internal async Task<bool> HasAsync(NpgsqlConnection connection, int runId, CancellationToken cancel)
    {
        if (known.TryGetValue(runId, out var has)) return has;
        return known[runId] = await connection.ExecuteScalarAsync<bool>(new(
            "SELECT EXISTS (SELECT FROM run_budgets WHERE run_id = @runId)", new { runId }, cancellationToken: cancel));
    }

    /// <summary>Takes as many of the messages as there is money for, the first ones; returns how many.</summary>
    internal static async Task<int> TakeAsync(NpgsqlConnection connection, int runId, IReadOnlyList<long> prices, CancellationToken cancel)
    {
        if (await TakeAsync(connection, runId, prices.Sum(), cancel)) return prices.Count;
        // Near the end of the money: the row is held, so that what is left stays what it is until it is taken.
        var left = await connection.ExecuteScalarAsync<long>(new(
            "SELECT budget_dong - reserved_dong FROM run_budgets WHERE run_id = @runId FOR UPDATE", new { runId }, cancellationToken: cancel));
        var count = 0;
        for (long sum = 0; count < prices.Count && sum + prices[count] <= left; count++) sum += prices[count];
        await TakeAsync(connection, runId, prices.Take(count).Sum(), cancel);
        return count;
    }

    internal static Task GiveBackAsync(NpgsqlConnection connection, int runId, long dong, CancellationToken cancel) =>
        connection.ExecuteAsync(new("UPDATE run_budgets SET reserved_dong = reserved_dong - @dong WHERE run_id = @runId", new { runId, dong }, cancellationToken: cancel));

    public static Task<BudgetUse?> FindAsync(NpgsqlConnection connection, int runId, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<BudgetUse?>(new(
            "SELECT budget_dong, reserved_dong FROM run_budgets WHERE run_id = @runId", new { runId }, cancellationToken: cancel));

    private static async Task<bool> TakeAsync(NpgsqlConnection connection, int runId, long dong, CancellationToken cancel) =>
        // Guarded: of two claims at once the second waits for the row and is measured by what the first has left.
        await connection.ExecuteAsync(new("""
            UPDATE run_budgets SET reserved_dong = reserved_dong + @dong WHERE run_id = @runId AND reserved_dong + @dong <= budget_dong
            """, new { runId, dong }, cancellationToken: cancel)) == 1;
}

/// <param name="ReservedDong">For what was sent, is being sent, or is in doubt.</param>
public sealed record BudgetUse(long BudgetDong, long ReservedDong);
