using CampaignEngine.Access;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>A person stops a sender until a person resumes it; another one of its medium takes over where there is one.</summary>
public sealed class StopSender(NpgsqlDataSource source, AuditTrail audit, TimeProvider clock)
{
    public async Task ExecuteAsync(Actor actor, string sender, string reason, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (!await SenderStore.StopAsync(connection, sender, $"person:{reason}", clock.GetUtcNow(), cancel))
            throw new RefusedException("sender-not-running", sender,
                $"Không có kênh gửi '{sender}' nào đang chạy.", $"There is no sender '{sender}' that is running.");
        await audit.WriteAsync(connection, actor, "sender.stop", sender, new { reason }, cancel);
        await transaction.CommitAsync(cancel);
    }
}
