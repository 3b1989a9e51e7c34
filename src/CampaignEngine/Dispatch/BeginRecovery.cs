using CampaignEngine.Access;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>A person says that the database was restored, where the engine could not notice by itself: every claim stops at once.</summary>
public sealed class BeginRecovery(NpgsqlDataSource source, AuditTrail audit, TimeProvider clock)
{
    public const string ByHand = "by-hand";

    public async Task ExecuteAsync(Actor actor, DateTimeOffset since, CancellationToken cancel)
    {
        actor.MustBe(Role.Administrator);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (!await LineageStore.BeginAsync(connection, ByHand, since, seen: 0, clock.GetUtcNow(), cancel))
            throw new RefusedException("in-recovery", "recovery", "Hệ thống đang ở chế độ phục hồi.", "The engine is in recovery already.");
        await audit.WriteAsync(connection, actor, "recovery.begin", "recovery", new { since }, cancel);
        await transaction.CommitAsync(cancel);
    }
}
