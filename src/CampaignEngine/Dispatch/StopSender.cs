using CampaignEngine.Access;
using Dapper;
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
        // Guarded: the first reason stays.
        var stopped = await connection.ExecuteAsync(new(
            "UPDATE senders SET stopped_at = @at, stop_reason = 'person:' || @reason WHERE sender = @sender AND stopped_at IS NULL",
            new { sender, reason, at = clock.GetUtcNow() }, cancellationToken: cancel));
        if (stopped == 0)
            throw new RefusedException("sender-not-running", sender,
                $"Không có kênh gửi '{sender}' nào đang chạy.", $"There is no sender '{sender}' that is running.");
        await audit.WriteAsync(connection, actor, "sender.stop", sender, new { reason }, cancel);
        await transaction.CommitAsync(cancel);
    }
}
