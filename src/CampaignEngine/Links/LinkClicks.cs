using CampaignEngine.Calendar;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>Counts clicks by link and day, over all processes, exactly. Nothing of the visitor comes this far.</summary>
public sealed class LinkClicks : IDisposable
{
    private readonly CountedSets<Click> counts;
    private readonly NpgsqlDataSource source;
    private readonly TimeProvider clock;

    public LinkClicks(NpgsqlDataSource source, TimeProvider clock) => (this.source, this.clock, counts) = (source, clock, new(WriteAsync));

    /// <summary>Returns when the click stands in the table.</summary>
    /// <param name="preview">By a program: counted apart, and never as a person's.</param>
    public Task CountAsync(FoundLink link, bool preview) =>
        counts.AddAsync(new Click(link.LinkId, VietnamTime.Today(clock), preview ? "preview" : "visit", link.Personal && !preview ? link.Code : null));

    public void Dispose() => counts.Dispose();

    private async Task WriteAsync(IReadOnlyDictionary<Click, long> set)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Several processes count into the same rows of the day: in one order, so that they cannot wait for each other crosswise.
        await connection.ExecuteAsync("""
            INSERT INTO link_clicks (link_id, on_day, kind, count)
            SELECT link_id, on_day, kind, sum(count) FROM unnest(@links, @days, @kinds, @counts) AS n (link_id, on_day, kind, count)
            GROUP BY link_id, on_day, kind ORDER BY link_id, on_day, kind
            ON CONFLICT (link_id, on_day, kind) DO UPDATE SET count = link_clicks.count + excluded.count
            """, new
        {
            links = set.Keys.Select(k => k.LinkId).ToArray(),
            days = set.Keys.Select(k => k.Day).ToArray(),
            kinds = set.Keys.Select(k => k.Kind).ToArray(),
            counts = set.Values.ToArray(),
        });
        var personal = set.Keys.Where(k => k.PersonalCode is not null).OrderBy(k => k.PersonalCode, StringComparer.Ordinal).ToList();
        if (personal.Count > 0)
            await PersonalCodes.FollowedAsync(connection, [.. personal.Select(k => k.PersonalCode!)], [.. personal.Select(k => k.Day)]);
        await transaction.CommitAsync();
    }

    private readonly record struct Click(int LinkId, DateOnly Day, string Kind, string? PersonalCode);
}
