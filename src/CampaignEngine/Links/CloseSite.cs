using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>Takes a page out of use; what was seen of it stays.</summary>
public sealed class CloseSite(NpgsqlDataSource source, AuditTrail audit)
{
    public async Task ExecuteAsync(Actor actor, int siteId, DateOnly on, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if ((await SiteStore.OpenAsync(connection, siteId, cancel)).OpenedOn > on)
            throw new RefusedException("site-dates", "--on", "Trang đóng trước ngày mở.", "The page would be closed before it was opened.");
        await connection.ExecuteAsync(new CommandDefinition("UPDATE sites SET closed_on = @on WHERE site_id = @siteId", new { on, siteId }, cancellationToken: cancel));
        await audit.WriteAsync(connection, actor, "site.close", $"{siteId}", new { on }, cancel);
        await transaction.CommitAsync(cancel);
    }
}
