using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>A person says that what stopped a sender is put right.</summary>
public sealed class ResumeSender(NpgsqlDataSource source, AuditTrail audit)
{
    public async Task ExecuteAsync(Actor actor, string sender, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var reason = await connection.QuerySingleOrDefaultAsync<string>(new("""
            WITH stopped AS (SELECT sender, stop_reason FROM senders WHERE sender = @sender AND stopped_at IS NOT NULL FOR UPDATE)
            UPDATE senders s SET stopped_at = null, stop_reason = null FROM stopped WHERE s.sender = stopped.sender
            RETURNING stopped.stop_reason
            """, new { sender }, cancellationToken: cancel))
            ?? throw new RefusedException("sender-not-stopped", sender,
                $"Không có kênh gửi '{sender}' nào đang bị dừng.", $"There is no sender '{sender}' that is stopped.");
        await audit.WriteAsync(connection, actor, "sender.resume", sender, new { reason }, cancel);
        await transaction.CommitAsync(cancel);
    }
}
