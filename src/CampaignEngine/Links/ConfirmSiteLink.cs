using CampaignEngine.Access;
using CampaignEngine.Calendar;
using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>Writes down what a person saw: one page links to another, or does not.</summary>
public sealed class ConfirmSiteLink(NpgsqlDataSource source, AuditTrail audit, TimeProvider clock)
{
    public async Task ExecuteAsync(Actor actor, int from, int to, bool linked, DateOnly seenOn, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        if (from == to) throw new RefusedException("site-itself", $"{to}", "Hai trang phải khác nhau.", "The two pages must differ.");
        if (seenOn > VietnamTime.Today(clock)) throw new RefusedException("site-dates", "--on", "Ngày xem chưa tới.", "That day is still to come.");
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // In one order, so that the two ways of a pair cannot wait for each other.
        foreach (var site in (int[])[Math.Min(from, to), Math.Max(from, to)]) await SiteStore.OpenAsync(connection, site, cancel);
        await connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO site_sightings (from_site, to_site, linked, seen_on, seen_by, recorded_at) VALUES (@from, @to, @linked, @seenOn, @UserId, @at)
            """, new { from, to, linked, seenOn, actor.UserId, at = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel));
        await audit.WriteAsync(connection, actor, "site.confirm", $"{from}-{to}", new { linked, seenOn }, cancel);
        await transaction.CommitAsync(cancel);
    }
}
