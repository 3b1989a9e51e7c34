using System.Text.Json;
using CampaignEngine.Channels;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>One row a sender: what its receipts prove, its rate slots, and whether it is stopped.</summary>
public static class SenderStore
{
    internal static Task EnsureAsync(NpgsqlConnection connection, IChannel channel, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            INSERT INTO senders (sender, receipts, next_free_at) VALUES (@Provider, @receipts, clock_timestamp())
            ON CONFLICT (sender) DO UPDATE SET receipts = excluded.receipts -- every worker writes it at its start; rate and stop are left alone
            WHERE senders.receipts <> excluded.receipts
            """, new { channel.Provider, receipts = JsonNamingPolicy.SnakeCaseLower.ConvertName(channel.Receipts.ToString()) }, cancellationToken: cancel));

    /// <summary>Stops a sender until a person resumes it; the first reason stays. False where none of this name is running.</summary>
    public static async Task<bool> StopAsync(NpgsqlConnection connection, string sender, string reason, DateTimeOffset at, CancellationToken cancel) =>
        await connection.ExecuteAsync(new(
            "UPDATE senders SET stopped_at = @at, stop_reason = @reason WHERE sender = @sender AND stopped_at IS NULL",
            new { sender, reason, at }, cancellationToken: cancel)) == 1;

    public static async Task<IReadOnlyList<SenderRow>> ListAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        (await connection.QueryAsync<SenderRow>(new(
            "SELECT sender, receipts, stopped_at, stop_reason FROM senders ORDER BY sender", cancellationToken: cancel))).AsList();
}

/// <param name="Receipts">handset, centre, totals_only or none.</param>
public sealed record SenderRow(string Sender, string Receipts, DateTime? StoppedAt, string? StopReason);
