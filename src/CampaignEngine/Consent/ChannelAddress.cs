namespace CampaignEngine.Consent;

/// <summary>Which column of a recipient (alias r) a medium sends to.</summary>
public static class ChannelAddress
{
    public const string Sms = "sms";
    public const string Zalo = "zalo";
    public const string Vssid = "vssid";

    private static readonly Dictionary<string, string> Expressions = new(StringComparer.Ordinal)
    {
        [Sms] = "r.phone",
        // Zalo takes the follower's own id or, for notices by template, the phone number.
        [Zalo] = "coalesce(r.zalo_id, r.phone)",
        // The agency's own app knows people by their number with the agency. Caps and refusals are kept by telephone or Zalo id, so one of them is needed.
        [Vssid] = "CASE WHEN r.uses_vssid AND r.number_key IS NOT NULL THEN coalesce(r.personal_number, r.insurance_number) END",
        ["email"] = "r.email",
    };

    public static IReadOnlyCollection<string> Channels => Expressions.Keys;

    public static string Sql(string channel) => Expressions.TryGetValue(channel, out var expression)
        ? expression
        : throw new RefusedException("unknown-channel", channel,
            $"Không có kênh '{channel}'; các kênh gửi tới từng người: {string.Join(", ", Channels)}.",
            $"There is no channel '{channel}'; the channels that reach one person are {string.Join(", ", Channels)}.");
}
