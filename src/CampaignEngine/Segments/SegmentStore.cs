using System.Text.Json;
using Dapper;
using Npgsql;

namespace CampaignEngine.Segments;

/// <summary>The saved segments. A version is never changed, a new one is added.</summary>
internal static class SegmentStore
{
    public static async Task<IReadOnlyList<SegmentSource>> LatestAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition("""
            SELECT DISTINCT ON (name) name, version, title_vi, title_en, rule::text AS rule
            FROM segments ORDER BY name, version DESC
            """, cancellationToken: cancel));
        return [.. rows.Select(r => new SegmentSource(r.Name, r.Version, r.TitleVi, r.TitleEn, null, JsonSerializer.Deserialize<JsonElement>(r.Rule)))];
    }

    public static async Task<IReadOnlySet<string>> ProvincesAsync(NpgsqlConnection connection, DateOnly today, CancellationToken cancel) =>
        (await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT code FROM provinces WHERE valid_from <= @today AND (valid_to IS NULL OR valid_to > @today)", new { today }, cancellationToken: cancel))).ToHashSet();

    public static Task<int> AddAsync(NpgsqlConnection connection, SegmentSource segment, int userId, DateTimeOffset at, CancellationToken cancel) =>
        // Two saves at once: the primary key (name, version) refuses the second; it is for a person to look and save again.
        connection.QuerySingleAsync<int>(new CommandDefinition("""
            INSERT INTO segments (name, version, title_vi, title_en, rule, created_by, created_at)
            SELECT @Name, coalesce(max(version), 0) + 1, @TitleVi, @TitleEn, @rule::jsonb, @userId, @at FROM segments WHERE name = @Name
            RETURNING version
            """, new { segment.Name, segment.TitleVi, segment.TitleEn, rule = segment.Rule.GetRawText(), userId, at = at.UtcDateTime }, cancellationToken: cancel));

    private sealed record Row(string Name, int Version, string TitleVi, string TitleEn, string Rule);
}
