using System.Text.Json;
using Dapper;
using Npgsql;

namespace CampaignEngine.Files;

/// <summary>Who took in which file when, and what came of it. Works inside the import's transaction.</summary>
public static class ImportStore
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    public static Task<long> BeginAsync(NpgsqlConnection connection, ImportRecord import, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition("""
            INSERT INTO imports (kind, file_name, file_hash, source, as_of, user_id, started_at, duration_ms, counts)
            VALUES (@Kind, @FileName, @FileHash, @Source, @AsOf, @UserId, @at, 0, '{}')
            RETURNING import_id
            """, new { import.Kind, import.FileName, import.FileHash, import.Source, import.AsOf, import.UserId, at = import.StartedAt.UtcDateTime }, cancellationToken: cancel));

    public static Task FinishAsync(NpgsqlConnection connection, long importId, TimeSpan duration, object counts, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE imports SET duration_ms = @ms, counts = @counts::jsonb WHERE import_id = @importId",
            new { importId, ms = (long)duration.TotalMilliseconds, counts = JsonSerializer.Serialize(counts, CamelCase) }, cancellationToken: cancel));

    /// <summary>When the same bytes were first taken in; null when they never were.</summary>
    public static Task<DateTime?> FirstTakenAsync(NpgsqlConnection connection, string kind, byte[] hash, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            "SELECT min(started_at) FROM imports WHERE file_hash = @hash AND kind = @kind", new { kind, hash }, cancellationToken: cancel));
}
