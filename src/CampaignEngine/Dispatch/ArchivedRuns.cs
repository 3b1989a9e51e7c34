using System.Text.Json;
using CampaignEngine.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Runs whose messages are detached: where they stood.</summary>
internal static class ArchivedRuns
{
    public static async Task<RunStanding?> FindAsync(NpgsqlConnection connection, int runId, CancellationToken cancel)
    {
        var row = await connection.QuerySingleOrDefaultAsync<(DateTime At, string Standing)?>(new(
            "SELECT archived_at, standing::text FROM archived_runs WHERE run_id = @runId", new { runId }, cancellationToken: cancel));
        return row is { } archived ? JsonSerializer.Deserialize<RunStanding>(archived.Standing)! with { ArchivedAt = archived.At } : null;
    }

    public static Task AddAsync(
        NpgsqlConnection connection, MessagePartition partition, RunStanding standing, DateTimeOffset at, CancellationToken cancel) =>
        connection.ExecuteAsync(new(
            "INSERT INTO archived_runs (run_id, partition, archived_at, standing) VALUES (@RunId, @Name, @at, @json::jsonb)",
            new { standing.RunId, partition.Name, at, json = JsonSerializer.Serialize(standing) }, cancellationToken: cancel));
}
