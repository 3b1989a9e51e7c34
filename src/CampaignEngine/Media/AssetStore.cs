using Dapper;
using Npgsql;

namespace CampaignEngine.Media;

/// <summary>The rows of assets and their bytes, which are read piece by piece: no connection is held while a provider takes one.</summary>
public sealed class AssetStore(NpgsqlDataSource source)
{
    /// <summary>Of a stored piece, in bytes.</summary>
    public const int ChunkSize = 1 << 20;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Asset>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<Asset>(new($"SELECT {Asset.Columns} FROM assets ORDER BY asset_id DESC", cancellationToken: cancel))).AsList();
    }

    public async Task<IReadOnlyList<Asset>> FindAsync(IReadOnlyCollection<int> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<Asset>(new($"SELECT {Asset.Columns} FROM assets WHERE asset_id = ANY(@ids) ORDER BY asset_id", new { ids = ids.ToArray() }, cancellationToken: cancel))).AsList();
    }

    /// <summary>The whole of a small one.</summary>
    public async Task<byte[]> ReadAsync(Asset asset, CancellationToken cancel) => await ReadAsync(asset, 0, checked((int)asset.Size), cancel);

    public async Task CopyToAsync(Asset asset, Stream to, CancellationToken cancel)
    {
        for (var at = 0L; at < asset.Size; at += ChunkSize) await to.WriteAsync(await ReadAsync(asset, at, ChunkSize, cancel), cancel);
    }

    /// <param name="from">Where in the file.</param>
    /// <param name="most">At its end fewer come.</param>
    /// <exception cref="RefusedException">It was withdrawn.</exception>
    public async Task<byte[]> ReadAsync(Asset asset, long from, int most, CancellationToken cancel)
    {
        var length = (int)Math.Min(most, asset.Size - from);
        var (first, last) = ((int)(from / ChunkSize), (int)((from + length - 1) / ChunkSize));
        var bytes = new byte[length];
        var filled = 0;
        await using var connection = await source.OpenConnectionAsync(cancel);
        var pieces = connection.QueryUnbufferedAsync<byte[]>("SELECT bytes FROM asset_chunks WHERE asset_id = @AssetId AND at BETWEEN @first AND @last ORDER BY at", new { asset.AssetId, first, last });
        await foreach (var piece in pieces.WithCancellation(cancel))
        {
            var start = filled == 0 ? (int)(from - (long)first * ChunkSize) : 0;
            var take = Math.Min(piece.Length - start, length - filled);
            piece.AsSpan(start, take).CopyTo(bytes.AsSpan(filled));
            filled += take;
        }
        return filled == length ? bytes : throw AssetFaults.Withdrawn(asset.AssetId);
    }
}
