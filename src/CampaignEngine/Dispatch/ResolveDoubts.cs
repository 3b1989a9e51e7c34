using CampaignEngine.Access;
using CampaignEngine.Channels;
using CampaignEngine.Messages;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>A person says what became of messages in doubt: they have asked the provider or the people. Written with who, why and how many.</summary>
public sealed class ResolveDoubts(NpgsqlDataSource source, AuditTrail audit, TimeProvider clock)
{
    /// <param name="to">Delivered, Undelivered, or Pending for "not sent".</param>
    /// <param name="reason">Kept in the audit trail.</param>
    /// <returns>How many moved; the others were settled meanwhile.</returns>
    public async Task<int> ExecuteAsync(Actor actor, IReadOnlyList<MessageReference> references, MessageStatus to, string reason, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        if (string.IsNullOrWhiteSpace(reason))
            throw new RefusedException("missing", "--reason", "Phải ghi lý do: ai đã xác nhận và bằng cách nào.", "A reason is needed: who confirmed it, and how.");
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var moved = 0;
        foreach (var run in references.GroupBy(r => r.RunId, r => r.MessageNo).OrderBy(g => g.Key))
        {
            var decided = await MessageStatuses.DecideDoubtsAsync(connection, run.Key, [.. run.Order()], to, now, cancel);
            if (decided.Count == 0) continue;
            moved += decided.Count;
            int[] numbers = [.. decided.Select(d => d.MessageNo).Order()];
            if (to == MessageStatus.Pending)
            {
                await SurelyNotSent.GiveBackAsync(connection, [.. decided.Select(d => (new MessageReference(run.Key, d.MessageNo), (int)d.Attempt, d.NumberKey))], cancel);
                await ChunkStore.SettlePendingAsync(connection, run.Key, numbers[0], numbers[^1], now, cancel);
            }
            await audit.WriteAsync(connection, actor, "doubt.resolve", $"run {run.Key}", new { to = to.Name(), reason, numbers }, cancel);
        }
        await transaction.CommitAsync(cancel);
        return moved;
    }
}
