using CampaignEngine.Calendar;
using CampaignEngine.Consent;
using CampaignEngine.Storage;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Asks at the claim what may have changed since the launch: the whole gate, the number, and the expiry.</summary>
public sealed class ClaimGate(IOptions<EngineOptions> engine)
{
    public const string Erased = "erased";
    public const string NumberChanged = "number-changed";

    public async Task<IReadOnlyList<GateAnswer>> AskAsync(
        NpgsqlConnection connection, ClaimedChunk chunk, Lane lane, IReadOnlyList<WaitingMessage> slice, DateTimeOffset now, CancellationToken cancel)
    {
        var gate = Gate.Exclusion(new GateRequest(lane.Class, lane.Medium, VietnamTime.DayOf(now), engine.Value.Mode));
        var parameters = new DynamicParameters(new { chunk.RunId, numbers = slice.Select(m => m.MessageNo).ToArray(), now });
        return (await connection.QueryAsync<GateAnswer>(new(
            $"""
            SELECT m.message_no, m.expires_at <= @now AS expired, {ReasonSql(chunk, lane, gate)} AS excluded
            FROM messages m LEFT JOIN recipients r ON r.recipient_id = m.recipient_id
            WHERE m.run_id = @RunId AND m.message_no = ANY(@numbers) AND m.status = 'pending'
            """, gate.AddTo(parameters), cancellationToken: cancel))).AsList();
    }

    // The confirmation of a refusal goes to a number that has just refused: nothing is asked. Another message without a recipient has
    // only its number to be asked about.
    private static string ReasonSql(ClaimedChunk chunk, Lane lane, SqlFragment gate) => chunk.Kind == RunKind.RefusalConfirmation
        ? "null::text"
        : $"""
            CASE WHEN m.recipient_id IS NULL THEN (
                     SELECT 'refused-' || min(s.scope) FROM suppressions s WHERE s.number_key = m.number_key{OwnNotices(lane)})
                 WHEN r.recipient_id IS NULL THEN '{Erased}'
                 ELSE coalesce({gate.Text}, CASE WHEN r.number_key IS DISTINCT FROM m.number_key THEN '{NumberChanged}' END) END
            """;

    private static string OwnNotices(Lane lane) =>
        lane.Class == MessageClass.ServiceNotice ? $" AND s.scope <> '{SuppressionScope.Campaigns}'" : "";
}

/// <param name="Excluded">The reason, or null: may be sent.</param>
public sealed record GateAnswer(int MessageNo, bool Expired, string? Excluded);
