using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Channels.Vssid;

/// <summary>Notices that wait for their file.</summary>
internal sealed class VssidOutbox(NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>Ids are kept for so long: longer than any look-up or late word.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>One that is there already stays as it is.</summary>
    /// <returns>Null: they stand, committed. Else what became of them all.</returns>
    public async Task<SendOutcome?> AddAsync(IReadOnlyList<(string Id, string Line)> notices)
    {
        NpgsqlConnection connection;
        try
        {
            connection = await source.OpenConnectionAsync(CancellationToken.None);
        }
        catch (Exception away) when (DatabaseOutage.Is(away))
        {
            return new Unavailable("database");
        }
        await using (connection)
        {
            try
            {
                await connection.ExecuteAsync("""
                    INSERT INTO vssid_notices (id, line, queued_at) SELECT n.id, n.line, @now FROM unnest(@ids, @lines) WITH ORDINALITY AS n (id, line, place) ORDER BY n.place
                    ON CONFLICT (id) DO NOTHING -- handed over before
                    """, new { ids = notices.Select(n => n.Id).ToArray(), lines = notices.Select(n => n.Line).ToArray(), now = clock.GetUtcNow().UtcDateTime });
                return null;
            }
            catch (Exception away) when (DatabaseOutage.Is(away))
            {
                return new InDoubt("database"); // committed or not: the table is asked later
            }
        }
    }

    public async Task<bool> HasAsync(string id, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(new("SELECT EXISTS (SELECT FROM vssid_notices WHERE id = @id)", new { id }, cancellationToken: cancel));
    }

    /// <summary>Binds the oldest that wait to a new file, if there are any.</summary>
    public static Task<int> BindAsync(NpgsqlConnection connection, int most, DateTimeOffset now, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            WITH waiting AS (
                SELECT id FROM vssid_notices WHERE file_no IS NULL ORDER BY notice_no LIMIT @most FOR NO KEY UPDATE
            ), file AS (
                INSERT INTO vssid_files (made_at) SELECT @now WHERE EXISTS (SELECT FROM waiting) RETURNING file_no
            )
            UPDATE vssid_notices n SET file_no = file.file_no FROM waiting, file WHERE n.id = waiting.id
            """, new { most, now = now.UtcDateTime }, cancellationToken: cancel));

    public static async Task<IReadOnlyList<VssidFile>> OpenFilesAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        (await connection.QueryAsync<VssidFile>(new("SELECT file_no, made_at FROM vssid_files WHERE written_at IS NULL ORDER BY file_no", cancellationToken: cancel))).AsList();

    public static IAsyncEnumerable<string> LinesAsync(NpgsqlConnection connection, int fileNo) =>
        connection.QueryUnbufferedAsync<string>("SELECT line FROM vssid_notices WHERE file_no = @fileNo AND line IS NOT NULL ORDER BY notice_no", new { fileNo });

    /// <summary>The file stands: people's numbers and words are not kept a second time.</summary>
    public static Task FinishAsync(NpgsqlConnection connection, int fileNo, DateTimeOffset now, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            WITH written AS (UPDATE vssid_files SET written_at = @now WHERE file_no = @fileNo RETURNING file_no),
                 old AS (DELETE FROM vssid_notices WHERE line IS NULL AND queued_at < @now - @Kept)
            UPDATE vssid_notices SET line = null WHERE file_no IN (SELECT file_no FROM written)
            """, new { fileNo, now = now.UtcDateTime, Kept }, commandTimeout: 0, cancellationToken: cancel));
}

/// <param name="MadeAt">UTC.</param>
internal sealed record VssidFile(int FileNo, DateTime MadeAt)
{
    public string Name => $"notices-{FileNo:d8}.jsonl";
}
