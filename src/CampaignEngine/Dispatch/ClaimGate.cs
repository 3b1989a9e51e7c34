using CampaignEngine.Calendar;
using CampaignEngine.Consent;
using CampaignEngine.Storage;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Dispatch;

/// <summary>What the claim asks of each message once more, because it may have changed since the launch: the whole gate, and the number.</summary>
public sealed class ClaimGate(IOptions<EngineOptions> engine)
{
    public const string Erased = "erased";
    public const string NumberChanged = "number-changed";
    public const string ReachedBefore = "reached-before";

    /// <summary>SQL over m (messages) and r (its recipient): the reason not to send, or null.</summary>
    /// <param name="isLater">Not the run's first channel: whom an earlier one may have reached after all is left alone.</param>
    public SqlFragment Exclusion(string runKind, MessageClass messageClass, string medium, bool isLater, DateTimeOffset now)
    {
        // The confirmation of a refusal goes to a number that has just refused: nothing is asked.
        if (runKind == RunKind.RefusalConfirmation) return new SqlFragment("null::text", []);
        var gate = Gate.Exclusion(new GateRequest(messageClass, medium, VietnamTime.DayOf(now), engine.Value.Mode));
        // Another message without a recipient has only its number to be asked about.
        return gate with
        {
            Text = $"""
                CASE {(isLater ? ReachedEarlier : "")}
                     WHEN m.recipient_id IS NULL THEN (
                         SELECT 'refused-' || min(s.scope) FROM suppressions s WHERE s.number_key = m.number_key{OwnNotices(messageClass)})
                     WHEN r.recipient_id IS NULL THEN '{Erased}'
                     ELSE coalesce({gate.Text}, CASE WHEN r.number_key IS DISTINCT FROM m.number_key THEN '{NumberChanged}' END) END
                """,
        };
    }

    // By the unique key of run, person and channel.
    private const string ReachedEarlier = $"""
        WHEN EXISTS (SELECT FROM messages e WHERE e.run_id = @runId AND e.recipient_id = m.recipient_id AND e.channel <> m.channel
                 AND e.status NOT IN ('failed', 'undelivered', 'skipped', 'expired', 'cancelled')) THEN '{ReachedBefore}'
        """;

    private static string OwnNotices(MessageClass messageClass) =>
        messageClass == MessageClass.ServiceNotice ? $" AND s.scope <> '{SuppressionScope.Campaigns}'" : "";
}
