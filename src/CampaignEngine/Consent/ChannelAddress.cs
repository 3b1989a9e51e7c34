namespace CampaignEngine.Consent;

/// <summary>Which column of a recipient (alias r) a medium sends to.</summary>
public static class ChannelAddress
{
    public const string Sms = "sms";
    public const string Zalo = "zalo";

    private static readonly Dictionary<string, string> Expressions = new(StringComparer.Ordinal)
    {
        [Sms] = "r.phone",
        // Zalo takes the follower's own id or, for notices by template, the phone number.
        [Zalo] = "coalesce(r.zalo_id, r.phone)",
        ["email"] = "r.email",
    };

    public static IReadOnlyCollection<string> Channels => Expressions.Keys;

    public static string Sql(string channel) => Expressions.TryGetValue(channel, out var expression)
        ? expression
        : throw new RefusedException("unknown-channel", channel,
            $"Không có kênh '{channel}'; các kênh gửi tới từng người: {string.Join(", ", Channels)}.",
            $"There is no channel '{channel}'; the channels that reach one person are {string.Join(", ", Channels)}.");
}
