using System.Text.Json;

namespace CampaignEngine.Channels.Facebook;

/// <summary>What a page's feed and a post's figures say.</summary>
internal static class FacebookFeed
{
    /// <summary>By its words: letters and digits alone, since Facebook may write other spaces and quotes than it was given.</summary>
    public static PostAnswer Find(FacebookAnswer feed, string field, string text, int page)
    {
        if (!feed.Root.TryGetProperty("data", out var posts) || posts.ValueKind != JsonValueKind.Array) return new PostUnanswered("malformed-answer");
        var wanted = Letters(text);
        foreach (var post in posts.EnumerateArray())
            if (FacebookAnswer.Text(post, "id") is { } id && Letters(FacebookAnswer.Text(post, field) ?? "") == wanted)
                return new PostThere(id, FacebookAnswer.Text(post, "permalink_url"));
        // A full page may hide it.
        return posts.GetArrayLength() >= page ? new PostUnanswered("too-many") : new PostNotThere();
    }

    /// <summary>The newest value of the one metric asked for; null where there is none yet.</summary>
    public static long? Value(FacebookAnswer insights) =>
        insights.Root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array && data.GetArrayLength() == 1
        && data[0].TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0
        && values[values.GetArrayLength() - 1].TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number : null;

    private static string Letters(string text) => string.Concat(text.Normalize().Where(char.IsLetterOrDigit));
}
