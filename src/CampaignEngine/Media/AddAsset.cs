using CampaignEngine.Access;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Media;

/// <param name="IsNew">False: the same bytes were there before, under the number and description they have.</param>
public sealed record AddedAsset(Asset Asset, bool IsNew);

/// <summary>Takes one file in, checked before any of it is stored, whole or not at all.</summary>
public sealed class AddAsset(NpgsqlDataSource source, IOptions<MediaOptions> options, AuditTrail audit, TimeProvider clock)
{
    private const int LongestDescription = 1000;

    /// <param name="description">What is to be seen or heard, for who cannot.</param>
    public async Task<AddedAsset> ExecuteAsync(Actor actor, string path, string description, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager);
        var words = description.Trim();
        if (words.Length is 0 or > LongestDescription || words.Any(char.IsControl))
            throw new RefusedException("asset-description", path,
                $"Cần mô tả một dòng, tối đa {LongestDescription} ký tự: người không nhìn được sẽ nghe mô tả này.", $"A description of one line, at most {LongestDescription} characters, is needed: it is read out to who cannot see.");
        var check = await AssetCheck.RunAsync(path, options.Value, cancel);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var added = await connection.QuerySingleOrDefaultAsync<Asset>(new($"""
            INSERT INTO assets (kind, media_type, file_name, size, sha256, description, added_by, added_at)
            VALUES (@Kind, @MediaType, @name, @Size, @Sha256, @words, @UserId, @now)
            ON CONFLICT (sha256) DO NOTHING -- the same file again, also by two at once: the first stands
            RETURNING {Asset.Columns}
            """, new { check.Type.Kind, check.Type.MediaType, name = Path.GetFileName(path), check.Size, check.Sha256, words, actor.UserId, now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel));
        if (added is null) return new AddedAsset(await KnownAsync(connection, check, cancel), IsNew: false);
        await StoreAsync(connection, added, path, check.Size, cancel);
        await audit.WriteAsync(connection, actor, "asset.add", $"asset {added.AssetId}", new { added.Kind, added.Size, sha256 = added.Hash }, cancel);
        await transaction.CommitAsync(cancel);
        return new AddedAsset(added, IsNew: true);
    }

    private static async Task<Asset> KnownAsync(NpgsqlConnection connection, AssetCheck check, CancellationToken cancel)
    {
        var known = await connection.QuerySingleAsync<Asset>(new($"SELECT {Asset.Columns} FROM assets WHERE sha256 = @Sha256", new { check.Sha256 }, cancellationToken: cancel));
        return known.WithdrawnAt is null ? known : throw AssetFaults.Withdrawn(known.AssetId);
    }

    private static async Task StoreAsync(NpgsqlConnection connection, Asset asset, string path, long size, CancellationToken cancel)
    {
        await using var file = AssetCheck.Open(path);
        var piece = new byte[AssetStore.ChunkSize];
        var stored = 0L;
        for (var at = 0; stored < size; at++)
        {
            var read = await file.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancel);
            if (read == 0) break;
            await connection.ExecuteAsync(new("INSERT INTO asset_chunks (asset_id, at, bytes) VALUES (@AssetId, @at, @bytes)",
                new { asset.AssetId, at, bytes = read == piece.Length ? piece : piece[..read] }, cancellationToken: cancel));
            stored += read;
        }
        // Somebody wrote into it between the check and now.
        if (stored != size || file.Length != size) throw new RefusedException("file-changed", path, "Tệp đã thay đổi trong lúc đọc; hãy thử lại.", "The file changed while it was read: try again.");
    }
}
