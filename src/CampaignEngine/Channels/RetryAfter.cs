namespace CampaignEngine.Channels;

/// <summary>How long a provider asks us to wait, within reason.</summary>
internal static class RetryAfter
{
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan Of(TimeSpan? asked) => asked is { } wait && wait > TimeSpan.Zero ? (wait < Longest ? wait : Longest) : Default;
}
