using Dapper;
using Npgsql;

namespace CampaignEngine.Recipients;

/// <summary>The rows kept aside, for those who decide. Masked: who only looks at the list needs no numbers.</summary>
public sealed class DoubtfulStore(NpgsqlDataSource source)
{
    /// <summary>Oldest first; page on with the last row's import and row number.</summary>
    public async Task<IReadOnlyList<DoubtfulRow>> ListAsync(long afterImport, int afterRow, int count, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<DoubtfulRow>(new CommandDefinition("""
            SELECT d.import_id, d.row_number, i.file_name, d.recipient_id,
                   left(r.full_name, 1) || '***' AS name, '***' || right(r.phone, 3) AS phone, r.source
            FROM doubtful_matches d JOIN imports i USING (import_id) JOIN recipients r USING (recipient_id)
            WHERE d.settled_at IS NULL AND (d.import_id, d.row_number) > (@afterImport, @afterRow)
            ORDER BY d.import_id, d.row_number, d.recipient_id LIMIT @count
            """, new { afterImport, afterRow, count }, cancellationToken: cancel))).AsList();
    }
}

/// <param name="RecipientId">The candidate: the known person with this phone and name.</param>
/// <param name="Source">Where the candidate comes from.</param>
public sealed record DoubtfulRow(long ImportId, int RowNumber, string FileName, long RecipientId, string Name, string? Phone, string Source);
