using CampaignEngine.Access;
using Npgsql;

namespace CampaignEngine.Segments;

/// <summary>Sensitive fields (ethnic group, support category; Law 91/2025/QH15): one right, and every use of it is on record.</summary>
public sealed class RestrictedFields(NpgsqlDataSource source, AuditTrail audit)
{
    public static IReadOnlyList<string> In(SegmentRule rule) =>
        [.. rule.Conditions().Where(c => c.Field.Restricted).Select(c => c.Field.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Passes a rule without such fields; else the user needs the right and the use is recorded.</summary>
    /// <param name="use">What they are used for, for example segment.preview.</param>
    public async Task AllowAsync(Actor actor, SegmentRule rule, string use, string subject, CancellationToken cancel)
    {
        if (In(rule) is not { Count: > 0 } fields) return;
        actor.MustBe(Role.DataProtection);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await audit.WriteAsync(connection, actor, "segment.restricted-fields", subject, new { use, fields, rule = SegmentJson.Write(rule) }, cancel);
    }
}
