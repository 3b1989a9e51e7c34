using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CampaignEngine.Channels.YouTube;

/// <summary>A video as the Data API writes it, and how it is found and stands.</summary>
internal static class YouTubeVideo
{
    /// <summary>Held back until its hour, else public at once. Its own language's words in the snippet, the others beside it.</summary>
    public static byte[] Write(OutgoingPost post, string category, DateTimeOffset now)
    {
        var own = post.Words[post.Language];
        var later = post.PublishAt > now;
        var status = new JsonObject { ["privacyStatus"] = later ? "private" : "public", ["selfDeclaredMadeForKids"] = false, ["embeddable"] = true };
        if (later) status["publishAt"] = post.PublishAt!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var others = new JsonObject();
        foreach (var (language, words) in post.Words.Where(w => w.Key != post.Language)) others[language] = new JsonObject { ["title"] = words.Title, ["description"] = words.Description };
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["snippet"] = new JsonObject { ["title"] = own.Title, ["description"] = own.Description, ["categoryId"] = category, ["defaultLanguage"] = post.Language, ["defaultAudioLanguage"] = post.Language },
            ["status"] = status,
            ["localizations"] = others,
        });
    }

    public static HttpContent Captions(string videoId, string language)
    {
        var snippet = new JsonObject { ["snippet"] = new JsonObject { ["videoId"] = videoId, ["language"] = language, ["name"] = "", ["isDraft"] = false } };
        return new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(snippet)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
    }

    /// <summary>By its title and description, letters and digits alone, among the newest of the channel.</summary>
    public static PostAnswer Find(YouTubeAnswer uploads, VideoWords words, DateTimeOffset since, int page)
    {
        if (!uploads.Root.TryGetProperty("items", out _)) return new PostUnanswered("malformed-answer");
        var (wanted, count, oldest) = (Letters(words.Title + words.Description), 0, DateTimeOffset.MaxValue);
        foreach (var item in uploads.Items)
        {
            count++;
            if (item.TryGetProperty("snippet", out var snippet) && Letters(YouTubeAnswer.Text(snippet, "title") + YouTubeAnswer.Text(snippet, "description")) == wanted
                && YouTubeAnswer.Text(snippet, "resourceId", "videoId") is { } id) return new PostThere(id, Address(id));
            if (DateTimeOffset.TryParse(YouTubeAnswer.Text(item, "snippet", "publishedAt"), System.Globalization.CultureInfo.InvariantCulture, out var at) && at < oldest) oldest = at;
        }
        // A full page whose oldest is newer than our try may hide it.
        return count >= page && oldest > since ? new PostUnanswered("too-many") : new PostNotThere();
    }

    public static VideoStanding Standing(YouTubeAnswer answer, string videoId)
    {
        if (!answer.Root.TryGetProperty("items", out _)) return new VideoUnanswered("malformed-answer");
        if (answer.Items.FirstOrDefault() is not { ValueKind: JsonValueKind.Object } video) return new VideoRefused("deleted");
        return (YouTubeAnswer.Text(video, "status", "uploadStatus"), YouTubeAnswer.Text(video, "status", "privacyStatus")) switch
        {
            ("rejected", _) => new VideoRefused(YouTubeAnswer.Text(video, "status", "rejectionReason") ?? "rejected"),
            ("failed", _) => new VideoRefused(YouTubeAnswer.Text(video, "status", "failureReason") ?? "failed"),
            ("deleted", _) => new VideoRefused("deleted"),
            (_, "public") => new VideoPublic(Address(videoId)),
            (_, null) => new VideoUnanswered("malformed-answer"),
            _ => new VideoPrivate(),
        };
    }

    private static string Address(string id) => $"https://www.youtube.com/watch?v={id}";

    private static string Letters(string text) => string.Concat(text.Normalize().Where(char.IsLetterOrDigit));
}
