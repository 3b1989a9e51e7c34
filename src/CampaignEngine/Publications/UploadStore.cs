using CampaignEngine.Channels.Credentials;
using Dapper;
using Npgsql;

namespace CampaignEngine.Publications;

/// <summary>The sessions of uploads that are under way.</summary>
public sealed class UploadStore(NpgsqlDataSource source, CredentialSeal seal, TimeProvider clock)
{
    private const string Provider = "upload";

    internal async Task<Upload?> FindAsync(int publicationId, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<(byte[] Session, bool LastBegun)?>(new(
            "SELECT session, last_begun FROM uploads WHERE publication_id = @publicationId", new { publicationId }, cancellationToken: cancel));
        return row is { } found ? new Upload(publicationId, new Uri(seal.Open(Provider, $"{publicationId}", found.Session)), found.LastBegun) : null;
    }

    /// <summary>Before the first byte leaves.</summary>
    internal async Task AddAsync(int publicationId, Uri session, CancellationToken cancel) => await WriteAsync("""
        INSERT INTO uploads (publication_id, session, begun_at) VALUES (@publicationId, @session, @now)
        ON CONFLICT (publication_id) DO UPDATE SET session = excluded.session, last_begun = false, begun_at = excluded.begun_at -- the one before is gone at the provider
        """, new { publicationId, session = seal.Seal(Provider, $"{publicationId}", session.AbsoluteUri), now = clock.GetUtcNow().UtcDateTime }, cancel);

    /// <summary>Before the last bytes leave.</summary>
    internal Task BeginLastAsync(int publicationId, CancellationToken cancel) =>
        WriteAsync("UPDATE uploads SET last_begun = true WHERE publication_id = @publicationId", new { publicationId }, cancel);

    internal Task RemoveAsync(int publicationId, CancellationToken cancel) =>
        WriteAsync("DELETE FROM uploads WHERE publication_id = @publicationId", new { publicationId }, cancel);

    private async Task WriteAsync(string sql, object values, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new(sql, values, cancellationToken: cancel));
    }
}

/// <summary>No record: its words would be the session's.</summary>
/// <param name="lastBegun">The last bytes have left: it may be there.</param>
internal sealed class Upload(int publicationId, Uri session, bool lastBegun)
{
    public int PublicationId { get; } = publicationId;

    public Uri Session { get; } = session;

    public bool LastBegun { get; } = lastBegun;
}
