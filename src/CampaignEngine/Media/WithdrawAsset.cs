using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Media;

/// <summary>Takes an asset's bytes out for good, as where somebody in a photo asks for it. What was published with it is taken down by 'publication remove'.</summary>
public sealed class WithdrawAsset(NpgsqlDataSource source, AuditTrail audit, TimeProvider clock)
{
    public async Task ExecuteAsync(Actor actor, int assetId, string reason, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var withdrawn = await connection.ExecuteAsync(new("UPDATE assets SET withdrawn_at = @now, withdrawn_reason = @reason WHERE asset_id = @assetId AND withdrawn_at IS NULL",
            new { assetId, reason, now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel));
        if (withdrawn == 0) throw new RefusedException([AssetFaults.Unknown($"asset {assetId}", assetId)]);
        await connection.ExecuteAsync(new("DELETE FROM asset_chunks WHERE asset_id = @assetId", new { assetId }, cancellationToken: cancel));
        await audit.WriteAsync(connection, actor, "asset.withdraw", $"asset {assetId}", new { reason }, cancel);
        await transaction.CommitAsync(cancel);
    }
}
