using Dapper;
using Npgsql;

namespace CampaignEngine.Places;

/// <summary>Applies a staged list to the dated rows by set.</summary>
internal static class CommuneStore
{
    private const string Differs = "(c.province_code, c.name, c.full_name, c.kind) IS DISTINCT FROM (s.province_code, s.name, s.full_name, s.kind)";

    public static Task StageAsync(NpgsqlConnection connection, IReadOnlyList<CommuneEntry> entries, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition("""
            CREATE TEMP TABLE staged_communes ON COMMIT DROP AS
            SELECT * FROM unnest(@codes, @provinces, @names, @fullNames, @kinds) AS s (code, province_code, name, full_name, kind);
            """, new
        {
            codes = entries.Select(e => e.Code).ToArray(),
            provinces = entries.Select(e => e.ProvinceCode).ToArray(),
            names = entries.Select(e => e.Name).ToArray(),
            fullNames = entries.Select(e => e.FullName).ToArray(),
            kinds = entries.Select(e => e.Kind).ToArray(),
        }, cancellationToken: cancel));

    /// <summary>A list of some provinces says nothing of the others: only what it covers is closed.</summary>
    public static async Task<PlacesReport> ApplyAsync(NpgsqlConnection connection, DateOnly asOf, string source, CancellationToken cancel)
    {
        var arguments = new { asOf, source };
        var unchanged = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"SELECT count(*) FROM staged_communes s JOIN communes c ON c.code = s.code AND c.valid_to IS NULL AND NOT ({Differs})", cancellationToken: cancel));
        var corrected = await connection.ExecuteAsync(new CommandDefinition($"""
            UPDATE communes c SET province_code = s.province_code, name = s.name, full_name = s.full_name, kind = s.kind, source = @source
            FROM staged_communes s
            WHERE c.code = s.code AND c.valid_to IS NULL AND c.valid_from = @asOf AND {Differs} -- a row that began the same day never held otherwise
            """, arguments, cancellationToken: cancel));
        var replaced = await connection.ExecuteAsync(new CommandDefinition($"""
            UPDATE communes c SET valid_to = @asOf FROM staged_communes s WHERE c.code = s.code AND c.valid_to IS NULL AND {Differs}
            """, arguments, cancellationToken: cancel));
        var closed = await connection.ExecuteAsync(new CommandDefinition("""
            UPDATE communes c SET valid_to = @asOf
            WHERE c.valid_to IS NULL AND c.province_code IN (SELECT province_code FROM staged_communes)
              AND NOT EXISTS (SELECT FROM staged_communes s WHERE s.code = c.code)
            """, arguments, cancellationToken: cancel));
        var inserted = await connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO communes AS c (code, province_code, name, full_name, kind, valid_from, source)
            SELECT s.code, s.province_code, s.name, s.full_name, s.kind, @asOf, @source FROM staged_communes s
            WHERE NOT EXISTS (SELECT FROM communes o WHERE o.code = s.code AND o.valid_to IS NULL)
            ON CONFLICT (code, valid_from) DO UPDATE -- closed by another list of the same day: it holds after all
                SET province_code = excluded.province_code, name = excluded.name, full_name = excluded.full_name, kind = excluded.kind,
                    valid_to = NULL, source = excluded.source
            """, arguments, cancellationToken: cancel));
        return new PlacesReport(0, 0, Opened: inserted - replaced, Changed: corrected + replaced, closed, unchanged, null);
    }
}
