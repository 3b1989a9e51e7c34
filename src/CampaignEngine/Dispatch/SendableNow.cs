using Dapper;
using CampaignEngine.Messages;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>What of a run's doubts might be sent at this moment: all that a claim asks, asked without claiming.</summary>
public sealed class SendableNow(NpgsqlDataSource source, ClaimGate gate, TimeProvider clock, IOptions<DispatchOptions> options)
{
    internal async Task<IReadOnlySet<int>> AmongAsync(int runId, IReadOnlyList<OpenMessage> messages, CancellationToken cancel)
    {
        var sendable = new HashSet<int>();
        var doubts = messages.Where(m => m.Status == MessageStatus.InDoubt).ToList();
        if (doubts.Count == 0) return sendable;
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(cancel);
        var run = await connection.QuerySingleAsync<(string Kind, string State, TimeOnly? From, TimeOnly? To)>(new(
            "SELECT kind, state, window_from, window_to FROM runs WHERE run_id = @runId", new { runId }, cancellationToken: cancel));
        if (run.State is not (RunState.Running or RunState.Completed)) return sendable;
        if (options.Value.WindowOf(run.Kind, run.From, run.To)?.IsOpen(now) == false) return sendable;
        foreach (var lane in doubts.GroupBy(m => (m.Class, m.Medium)))
        {
            var exclusion = gate.Exclusion(run.Kind, lane.Key.Class, lane.Key.Medium, isLater: false, now);
            var parameters = exclusion.AddTo(new DynamicParameters(new { runId, numbers = lane.Select(m => m.Reference.MessageNo).ToArray(), at = now.UtcDateTime }));
            sendable.UnionWith(await connection.QueryAsync<int>(new($"""
                SELECT m.message_no FROM messages m LEFT JOIN recipients r ON r.recipient_id = m.recipient_id
                WHERE m.run_id = @runId AND m.message_no = ANY(@numbers) AND m.status = 'in_doubt' AND m.expires_at > @at
                  AND ({exclusion.Text}) IS NULL
                  AND NOT EXISTS (SELECT FROM senders s WHERE s.sender = m.provider AND s.stopped_at IS NOT NULL)
                """, parameters, cancellationToken: cancel)));
        }
        return sendable;
    }
}
