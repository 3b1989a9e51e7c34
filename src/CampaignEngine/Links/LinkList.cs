using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>The links that were made, newest first.</summary>
public sealed class LinkList(NpgsqlDataSource source, ShortAddress shortAddress)
{
    /// <param name="campaign">The utm_campaign; null: all.</param>
    public async Task<IReadOnlyList<Link>> ExecuteAsync(string? campaign, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<Link>(new CommandDefinition("""
            SELECT l.link_id, c.code, '' AS address, l.target, l.medium, l.source, l.campaign, l.content, l.expires_at
            FROM links l JOIN link_codes c ON c.link_id = l.link_id AND NOT c.personal
            WHERE @campaign::text IS NULL OR l.campaign = @campaign ORDER BY l.link_id DESC
            """, new { campaign }, cancellationToken: cancel));
        return [.. rows.Select(link => link with { Address = shortAddress.Of(link.Code) })];
    }

    internal static RefusedException Unknown(string link) => new("unknown-link", link,
        $"Không có liên kết '{link}'; xem: campaign links list.", $"There is no link '{link}'; see: campaign links list.");
}
