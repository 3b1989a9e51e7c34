using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace CampaignEngine.Recipients;

/// <summary>Rows that look like a known person by phone and name alone. A person decides; nothing is merged.</summary>
internal static class DoubtfulMatches
{
    /// <summary>Candidates before the import changed anything: their phone may be another one after it.</summary>
    public static Task FindAsync(NpgsqlConnection connection, CancellationToken cancel) => connection.ExecuteAsync(new CommandDefinition("""
        CREATE TEMP TABLE doubtful_people ON COMMIT DROP AS
        SELECT m.row_number, r.recipient_id FROM matched_people m JOIN recipients r ON r.number_key = m.number_key AND r.name_key = m.name_key
        WHERE m.fate = 'doubtful'
        """, commandTimeout: 0, cancellationToken: cancel));

    /// <summary>Keeps the rows aside with their cells. The same row beside the same candidate is kept once, however often its file comes.</summary>
    /// <param name="rows">Row number and cells by header.</param>
    /// <returns>How many rows were not known yet.</returns>
    public static async Task<int> KeepAsync(NpgsqlConnection connection, long importId, IEnumerable<(int RowNumber, IReadOnlyDictionary<string, string> Cells)> rows, CancellationToken cancel)
    {
        await connection.ExecuteAsync("CREATE TEMP TABLE doubtful_cells (row_number int, cells jsonb) ON COMMIT DROP");
        await using (var writer = await connection.BeginBinaryImportAsync("COPY doubtful_cells FROM STDIN (FORMAT BINARY)", cancel))
        {
            foreach (var (rowNumber, cells) in rows)
            {
                writer.StartRow();
                writer.Write(rowNumber, NpgsqlDbType.Integer);
                writer.Write(JsonSerializer.Serialize(cells), NpgsqlDbType.Jsonb);
            }
            await writer.CompleteAsync(cancel);
        }
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            WITH candidates AS (
                SELECT row_number, recipient_id FROM doubtful_people
                UNION
                SELECT m.row_number, r.recipient_id FROM matched_people m JOIN recipients r ON r.number_key = m.number_key AND r.name_key = m.name_key
                WHERE m.fate = 'doubtful' AND r.import_id = @importId), -- a namesake that came in by this same file
            kept AS (
                INSERT INTO doubtful_matches (import_id, row_number, recipient_id, cells)
                SELECT @importId, c.row_number, c.recipient_id, d.cells FROM candidates c JOIN doubtful_cells d USING (row_number)
                WHERE NOT EXISTS (SELECT FROM doubtful_matches k WHERE k.recipient_id = c.recipient_id AND k.cells = d.cells)
                RETURNING row_number)
            SELECT count(DISTINCT row_number) FROM kept
            """, new { importId }, commandTimeout: 0, cancellationToken: cancel));
    }
}
