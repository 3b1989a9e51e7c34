using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>The registry of the agency's portals and pages.</summary>
public sealed class SiteStore(NpgsqlDataSource source)
{
    private const string Columns = "site_id, name, kind, address, unit, province_code, opened_on, closed_on";

    /// <param name="closedToo">Those that were closed as well.</param>
    public async Task<IReadOnlyList<Site>> ListAsync(bool closedToo, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<Site>(new CommandDefinition(
            $"SELECT {Columns} FROM sites WHERE closed_on IS NULL OR @closedToo ORDER BY province_code NULLS FIRST, kind, site_id", new { closedToo }, cancellationToken: cancel))).AsList();
    }

    /// <summary>The latest word on every pair of open pages that anybody looked at.</summary>
    public async Task<IReadOnlyList<Sighting>> SightingsAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<Sighting>(new CommandDefinition("""
            SELECT DISTINCT ON (from_site, to_site) from_site, to_site, linked, seen_on FROM site_sightings
            ORDER BY from_site, to_site, seen_on DESC, sighting_id DESC
            """, cancellationToken: cancel))).AsList();
    }

    /// <summary>Locked until the caller's transaction ends, so that nobody closes it meanwhile.</summary>
    internal static async Task<Site> OpenAsync(NpgsqlConnection connection, int siteId, CancellationToken cancel) =>
        await connection.QuerySingleOrDefaultAsync<Site>(new CommandDefinition(
            $"SELECT {Columns} FROM sites WHERE site_id = @siteId AND closed_on IS NULL FOR UPDATE", new { siteId }, cancellationToken: cancel))
        ?? throw new RefusedException("unknown-site", $"{siteId}", $"Không có trang số {siteId} đang mở; xem: campaign links site list.",
            $"There is no open page {siteId}; see: campaign links site list.");
}

/// <param name="Linked">Whether the person who looked found the link.</param>
public sealed record Sighting(int FromSite, int ToSite, bool Linked, DateOnly SeenOn);
