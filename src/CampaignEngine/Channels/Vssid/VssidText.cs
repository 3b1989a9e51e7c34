namespace CampaignEngine.Channels.Vssid;

/// <summary>A notice as it is written and stored: its first line is the title, what follows is the body.</summary>
public sealed record VssidText(string Title, string Body)
{
    public const int LongestTitle = 65;
    public const int LongestBody = 1000;

    /// <summary>Null where there is no title and body of that length.</summary>
    public static VssidText? TryRead(string text)
    {
        var end = text.IndexOf('\n');
        if (end <= 0) return null;
        var (title, body) = (text[..end].Trim(), text[(end + 1)..].Trim());
        return title.Length is > 0 and <= LongestTitle && body.Length is > 0 and <= LongestBody ? new VssidText(title, body) : null;
    }
}
