using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>Clicks by link and day.</summary>
public sealed class LinkReport(NpgsqlDataSource source)
{
    /// <summary>Fewer people than these are not told of: who they are might be guessed.</summary>
    private const int SmallestCell = 10;

    /// <param name="campaign">The utm_campaign; null: all.</param>
    /// <param name="from">Vietnam time, both days included.</param>
    public async Task<LinkClickReport> ExecuteAsync(string? campaign, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<LinkDay>(new CommandDefinition("""
            SELECT l.link_id, c.code, l.campaign, l.medium, l.source, l.content, k.on_day AS day,
                   coalesce(sum(k.count) FILTER (WHERE k.kind = 'visit'), 0)::bigint AS visits,
                   coalesce(sum(k.count) FILTER (WHERE k.kind = 'preview'), 0)::bigint AS previews
            FROM links l JOIN link_codes c ON c.link_id = l.link_id AND NOT c.personal JOIN link_clicks k ON k.link_id = l.link_id
            WHERE k.on_day BETWEEN @from AND @to AND (@campaign::text IS NULL OR l.campaign = @campaign)
            GROUP BY l.link_id, c.code, k.on_day ORDER BY l.link_id, k.on_day
            """, new { campaign, from, to }, cancellationToken: cancel));
        var measured = await connection.QueryAsync<LinkFollowers>(new CommandDefinition("""
            SELECT p.link_id, count(*) AS people, count(p.followed_on) AS followed FROM link_people p JOIN links l USING (link_id)
            WHERE @campaign::text IS NULL OR l.campaign = @campaign
            GROUP BY p.link_id HAVING count(*) >= @SmallestCell ORDER BY p.link_id
            """, new { campaign, SmallestCell }, cancellationToken: cancel));
        return new LinkClickReport(from, to, rows.AsList(), measured.AsList());
    }
}

public sealed record LinkClickReport(DateOnly From, DateOnly To, IReadOnlyList<LinkDay> Rows, IReadOnlyList<LinkFollowers> Measured);

/// <param name="Previews">By programs that looked before, or instead of, a person.</param>
public sealed record LinkDay(int LinkId, string Code, string Campaign, string Medium, string Source, string? Content, DateOnly Day, long Visits, long Previews);

/// <summary>Of those who consented to being measured: how many have a code of their own, and how many have followed it.</summary>
public sealed record LinkFollowers(int LinkId, long People, long Followed);
