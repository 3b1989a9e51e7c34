using System.Net;
using System.Text.Json;
using CampaignEngine.Media;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.YouTube;

/// <summary>Videos of one channel through the Data API v3: resumable uploads, words and captions by language, held back until their hour by publishAt.</summary>
public sealed class YouTubePublisher : IVideoPublisher
{
    public const string Name = "youtube";

    // The Data API's largest page.
    private const int Page = 50;

    private readonly YouTubeOptions options;
    private readonly YouTubeCalls calls;
    private readonly AssetStore assets;
    private readonly TimeProvider clock;

    /// <param name="clock">Business time.</param>
    internal YouTubePublisher(IOptions<YouTubeOptions> options, YouTubeCalls calls, AssetStore assets, TimeProvider clock) =>
        (this.options, this.calls, this.assets, this.clock) = (options.Value, calls, assets, clock);

    public string Provider => Name;

    public string Medium => Name;

    public TimeSpan LongestCall => options.LongestCall;

    public int PieceSize => options.PieceMegabytes << 20;

    public TimeSpan Ahead => TimeSpan.FromHours(options.AheadHours);

    public TimeSpan? NotThereAfter => options.NotThereAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>How often it was played, which is contacts and not people; how many liked it.</summary>
    public IReadOnlyList<string> Metrics { get; } = ["viewCount", "likeCount"];

    public async Task<UploadAnswer> BeginAsync(OutgoingPost post, CancellationToken cancel)
    {
        var body = YouTubeVideo.Write(post, options.Category, clock.GetUtcNow());
        var call = await calls.SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, options.Address("/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status,localizations"))
            {
                Content = new WatchedContent(body, "application/json; charset=utf-8"),
            };
            request.Headers.Add("X-Upload-Content-Type", post.Video!.MediaType);
            request.Headers.Add("X-Upload-Content-Length", $"{post.Video.Size}");
            return request;
        }, YouTubeQuota.Videos, 1, cancel);
        if (call.Fault is { } fault) return new UploadRefused(fault);
        // Only to where we asked: the session would carry the video anywhere else.
        return call is { Status: HttpStatusCode.OK, Location: { } session } && session.IsAbsoluteUri && session.GetLeftPart(UriPartial.Authority) == options.Address("/").GetLeftPart(UriPartial.Authority)
            ? new UploadBegun(session) : new UploadRefused(new Unavailable("malformed-answer"));
    }

    public async Task<UploadAnswer> SendAsync(Uri session, long at, byte[] piece, long size, CancellationToken cancel) =>
        Of(await PutAsync(session, piece, $"bytes {at}-{at + piece.Length - 1}/{size}", cancel));

    public async Task<UploadAnswer> AskAsync(Uri session, long size, CancellationToken cancel) => Of(await PutAsync(session, [], $"bytes */{size}", cancel));

    public async Task<PostAnswer> FindAsync(OutgoingPost post, DateTimeOffset since, CancellationToken cancel)
    {
        // A channel's uploads are a list whose id is the channel's with another beginning.
        var call = await ReadAsync($"/youtube/v3/playlistItems?part=snippet&maxResults={Page}&playlistId=UU{options.ChannelId[2..]}", cancel);
        if (call.Fault is not null || YouTubeAnswer.TryRead(call.Body) is not { } answer) return new PostUnanswered(call.Word);
        return YouTubeVideo.Find(answer, post.Words[post.Language], since, Page);
    }

    public async Task<VideoStanding> StandsAsync(string videoId, CancellationToken cancel)
    {
        var call = await ReadAsync($"/youtube/v3/videos?part=status&id={Uri.EscapeDataString(videoId)}", cancel);
        if (call.Fault is not null || YouTubeAnswer.TryRead(call.Body) is not { } answer) return new VideoUnanswered(call.Word);
        return YouTubeVideo.Standing(answer, videoId);
    }

    public async Task<SendOutcome> RemoveAsync(string providerId, CancellationToken cancel)
    {
        var call = await calls.SendAsync(() => new HttpRequestMessage(HttpMethod.Delete, options.Address($"/youtube/v3/videos?id={Uri.EscapeDataString(providerId)}")), YouTubeQuota.Units, options.WriteUnits, cancel);
        return call.Fault switch
        {
            null => new Accepted(providerId),
            Rejected { Code: YouTubeErrors.NotFound } => new Accepted(providerId),
            var fault => fault,
        };
    }

    public async Task<MetricAnswer> MeasureAsync(string providerId, string metric, CancellationToken cancel)
    {
        var call = await ReadAsync($"/youtube/v3/videos?part=statistics&id={Uri.EscapeDataString(providerId)}", cancel);
        if (call.Fault is not null || YouTubeAnswer.TryRead(call.Body)?.Items.FirstOrDefault() is not { ValueKind: JsonValueKind.Object } video) return new NotMeasured(call.Word);
        // A number as a text; what the channel hides is missing.
        return YouTubeAnswer.Text(video, "statistics", metric) is { } text && long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) ? new Measured(value) : new MetricRetired();
    }

    public async Task<SendOutcome> CaptionAsync(string videoId, string language, Asset captions, CancellationToken cancel)
    {
        var file = await assets.ReadAsync(captions, cancel);
        var call = await calls.SendAsync(() => new HttpRequestMessage(HttpMethod.Post, options.Address("/upload/youtube/v3/captions?uploadType=multipart&part=snippet"))
        {
            Content = new MultipartContent("related") { YouTubeVideo.Captions(videoId, language), new ByteArrayContent(file) { Headers = { { "Content-Type", "application/octet-stream" } } } },
        }, YouTubeQuota.Units, options.CaptionUnits, cancel);
        return call.Fault switch
        {
            null => new Accepted(videoId),
            Rejected { Code: YouTubeErrors.CaptionExists } => new Accepted(videoId),
            var fault => fault,
        };
    }

    /// <summary>The channel of whoever consented; for the check.</summary>
    internal Task<YouTubeCall> ReadChannelAsync(CancellationToken cancel) => ReadAsync("/youtube/v3/channels?part=snippet&mine=true", cancel);

    /// <summary>The channel's words below a comment. A call whose answer was lost may have been taken.</summary>
    internal async Task<SendOutcome> CommentAsync(string commentId, string text, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { snippet = new { parentId = commentId, textOriginal = text } });
        var call = await calls.SendAsync(() => new HttpRequestMessage(HttpMethod.Post, options.Address("/youtube/v3/comments?part=snippet")) { Content = new WatchedContent(body, "application/json; charset=utf-8") },
            YouTubeQuota.Units, options.WriteUnits, cancel);
        return call switch
        {
            { Fault: Unavailable lost } => new InDoubt(lost.Code),
            { Fault: { } fault } => fault,
            _ => YouTubeAnswer.TryRead(call.Body)?.Text("id") is { } id ? new Accepted(id) : new InDoubt("malformed-answer"),
        };
    }

    internal Task<YouTubeCall> ReadAsync(string path, CancellationToken cancel) =>
        calls.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, options.Address(path)), YouTubeQuota.Units, options.ReadUnits, cancel);

    private Task<YouTubeCall> PutAsync(Uri session, byte[] piece, string range, CancellationToken cancel) => calls.SendAsync(() =>
    {
        var content = new ByteArrayContent(piece);
        content.Headers.TryAddWithoutValidation("Content-Range", range);
        return new HttpRequestMessage(HttpMethod.Put, session) { Content = content };
    }, bucket: null, 0, cancel);

    private static UploadAnswer Of(YouTubeCall call) => call switch
    {
        { Status: HttpStatusCode.PermanentRedirect } => new UploadedSoFar(call.Kept),
        { Status: HttpStatusCode.OK or HttpStatusCode.Created } => YouTubeAnswer.TryRead(call.Body)?.Text("id") is { } id ? new UploadDone(id) : new UploadRefused(new Unavailable("malformed-answer")),
        { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone } => new UploadGone(),
        _ => new UploadRefused(call.Fault ?? new Unavailable(call.Word)),
    };
}
