using System.Text.Json;
using CampaignEngine.Channels;
using CampaignEngine.Channels.YouTube;
using CampaignEngine.Media;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using static CampaignEngine.Tests.Channels.SenderCase;

namespace CampaignEngine.Tests.Publications;

/// <summary>YouTube's answers on a real socket: what each means, and that no call is repeated but the one whose token ended early.</summary>
public sealed class YouTubePublisherTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly Asset Film = new(1, AssetKind.Video, "video/mp4", "phim.mp4", 3_000_000, [1], "Phim", DateTime.UnixEpoch, null, null);

    private static readonly OutgoingPost Post = new("Bài", null)
    {
        Video = Film,
        Language = "vi",
        Words = new Dictionary<string, VideoWords> { ["vi"] = new("Tên", "Bài\n\nhttps://vss.gov.vn/5"), ["km"] = new("ឈ្មោះ", "អត្ថបទ") },
        PublishAt = new DateTimeOffset(2030, 5, 1, 1, 0, 0, TimeSpan.Zero),
    };

    private static readonly Dictionary<string, SenderCase> All = new SenderCase[]
    {
        new("rejected: title", Error(400, "invalidTitle"), new Rejected(RejectionKind.Content, "invalidTitle")),
        new("rejected: unknown reason", Error(400, "somethingNew"), new Rejected(RejectionKind.Content, "somethingNew")),
        new("rejected: suspended", Error(403, "channelSuspended"), new Rejected(RejectionKind.Configuration, "channelSuspended")),
        new("rejected: category", Error(400, "invalidCategoryId"), new Rejected(RejectionKind.Configuration, "invalidCategoryId")),
        new("rejected: not YouTube's words", Answer(403, "<html>"), new Rejected(RejectionKind.Configuration, "http-403")),
        new("throttled", Error(403, "rateLimitExceeded"), new Throttled(TimeSpan.FromSeconds(1), "rateLimitExceeded")),
        new("throttled: 429", Answer(429, ""), new Throttled(TimeSpan.FromSeconds(1), "429")),
        new("500", Answer(500, "{}"), new Unavailable("http-500")),
        new("503", Error(503, "backendError"), new Unavailable("http-503")),
        new("redirect", Answer(307, "", "Location: /elsewhere\r\n"), new Unavailable("malformed-answer")),
        new("malformed: no session", Answer(200, "{}"), new Unavailable("malformed-answer")),
        new("a session elsewhere", Answer(200, "", "Location: https://evil.example/upload\r\n"), new Unavailable("malformed-answer")),
        new("timeout after the write", call => call.HangAsync(), new Unavailable("timeout")),
        new("reset after the write", call => call.ResetAsync(), new Unavailable("connection-lost")),
        new("malformed: not HTTP", call => call.SendRawAsync("SMPP\r\n\r\n"), new Unavailable("connection-lost")),
    }.ToDictionary(c => c.Name);

    public static TheoryData<string> Cases => [.. All.Keys];

    /// <summary>An upload's beginning that was lost does no harm, so that none of these is in doubt.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_answer_to_a_beginning_has_its_outcome_and_is_asked_for_once(string name)
    {
        await using var server = Server(All[name].Behave);
        await using var services = await ServicesAsync(server.Address, impatient: All[name].Expected is Unavailable { Code: "timeout" });
        Assert.Equal(new UploadRefused(All[name].Expected), await services.GetRequiredService<YouTubePublisher>().BeginAsync(Post, default));
        Assert.Equal(2, server.Requests.Count); // and one for the token
    }

    [Fact]
    public async Task The_quota_that_is_used_up_ends_at_midnight_in_California()
    {
        await using var server = Server(Error(403, "quotaExceeded"));
        await using var services = await ServicesAsync(server.Address);
        var publisher = services.GetRequiredService<YouTubePublisher>();
        Assert.Equal(new UploadRefused(new QuotaUntil(PacificDay.End(database.Clock.GetUtcNow()), "quotaExceeded")), await publisher.BeginAsync(Post, default));
        Assert.IsType<QuotaUntil>(Assert.IsType<UploadRefused>(await publisher.BeginAsync(Post, default)).Why);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task The_beginning_carries_every_languages_words_and_the_hour()
    {
        LoopbackServer? self = null;
        await using var server = self = Server(call => call.AnswerAsync(200, "", $"Location: {self!.Address}/upload/s1\r\n"));
        await using var services = await ServicesAsync(server.Address);
        Assert.Equal(new UploadBegun(new Uri($"{server.Address}/upload/s1")), await services.GetRequiredService<YouTubePublisher>().BeginAsync(Post, default));
        var request = server.Requests[^1];
        Assert.StartsWith("POST /upload/youtube/v3/videos?uploadType=resumable&part=snippet,status,localizations HTTP/1.1", request);
        Assert.Contains("X-Upload-Content-Length: 3000000", request);
        Assert.Contains("Authorization: Bearer token-1", request);
        var body = JsonDocument.Parse(System.Text.Encoding.Latin1.GetBytes(request[(request.IndexOf("\r\n\r\n") + 4)..])).RootElement;
        Assert.Equal(("Tên", "vi", "private", "2030-05-01T01:00:00Z", "ឈ្មោះ"), (
            body.GetProperty("snippet").GetProperty("title").GetString(), body.GetProperty("snippet").GetProperty("defaultLanguage").GetString(),
            body.GetProperty("status").GetProperty("privacyStatus").GetString(), body.GetProperty("status").GetProperty("publishAt").GetString(),
            body.GetProperty("localizations").GetProperty("km").GetProperty("title").GetString()));
    }

    [Theory]
    [InlineData(308, "", "Range: bytes=0-524287\r\n", "524288")]
    [InlineData(308, "", "", "0")]
    [InlineData(200, """{"id":"v1"}""", "", "done v1")]
    [InlineData(201, """{"id":"v1"}""", "", "done v1")]
    [InlineData(200, "{}", "", "refused malformed-answer")]
    [InlineData(404, "", "", "gone")]
    [InlineData(410, "", "", "gone")]
    [InlineData(500, "", "", "refused http-500")]
    public async Task A_piece_is_kept_done_or_gone(int status, string body, string headers, string expected)
    {
        await using var server = Server(Answer(status, body, headers));
        await using var services = await ServicesAsync(server.Address);
        var answer = await services.GetRequiredService<YouTubePublisher>().SendAsync(new Uri($"{server.Address}/upload/s1"), 0, new byte[1000], 3_000_000, default);
        Assert.Equal(expected, answer switch
        {
            UploadedSoFar so => $"{so.Bytes}",
            UploadDone done => $"done {done.VideoId}",
            UploadGone => "gone",
            UploadRefused { Why: Unavailable why } => $"refused {why.Code}",
            var other => other.ToString(),
        });
        Assert.Contains("Content-Range: bytes 0-999/3000000", server.Requests[^1]);
    }

    [Fact]
    public async Task A_token_that_ended_early_is_renewed_once()
    {
        var calls = 0;
        await using var server = Server(call => ++calls == 1 ? call.AnswerAsync(401, """{"error":{"errors":[{"reason":"authError"}]}}""") : call.AnswerAsync(200, """{"items":[{"status":{"uploadStatus":"processed","privacyStatus":"public"}}]}"""));
        await using var services = await ServicesAsync(server.Address);
        Assert.Equal(new VideoPublic("https://www.youtube.com/watch?v=v1"), await services.GetRequiredService<YouTubePublisher>().StandsAsync("v1", default));
        Assert.Equal(2, server.Requests.Count(r => r.StartsWith("POST /token")));
    }

    [Fact]
    public async Task Without_its_secrets_nothing_is_called()
    {
        await using var server = Server(Answer(200, "{}"));
        await using var services = await ServicesAsync(server.Address);
        await services.ForgetAsync();
        Assert.Equal(new UploadRefused(new Rejected(RejectionKind.Configuration, "no-credential")), await services.GetRequiredService<YouTubePublisher>().BeginAsync(Post, default));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("""{"items":[{"status":{"uploadStatus":"processed","privacyStatus":"private"}}]}""", typeof(VideoPrivate))]
    [InlineData("""{"items":[{"status":{"uploadStatus":"rejected","rejectionReason":"copyright","privacyStatus":"private"}}]}""", typeof(VideoRefused))]
    [InlineData("""{"items":[]}""", typeof(VideoRefused))]
    [InlineData("""{"no":"items"}""", typeof(VideoUnanswered))]
    [InlineData("<html>", typeof(VideoUnanswered))]
    public async Task How_a_video_stands_is_read(string body, Type expected)
    {
        await using var server = Server(Answer(200, body));
        await using var services = await ServicesAsync(server.Address);
        Assert.IsType(expected, await services.GetRequiredService<YouTubePublisher>().StandsAsync("v1", default));
    }

    [Theory]
    [InlineData("""{"items":[{"snippet":{"title":"Tên","description":"Bài\r\n https://vss.gov.vn/5","publishedAt":"2026-05-01T00:00:00Z","resourceId":{"videoId":"v7"}}}]}""", "there v7")]
    [InlineData("""{"items":[{"snippet":{"title":"Tên khác","description":"Bài","resourceId":{"videoId":"v7"}}}]}""", "not there")]
    [InlineData("""{"no":"items"}""", "unanswered malformed-answer")]
    public async Task A_video_is_looked_for_by_its_words(string body, string expected)
    {
        await using var server = Server(Answer(200, body));
        await using var services = await ServicesAsync(server.Address);
        Assert.Equal(expected, await services.GetRequiredService<YouTubePublisher>().FindAsync(Post, TimeProvider.System.GetUtcNow(), default) switch
        {
            PostThere there => $"there {there.ProviderId}",
            PostNotThere => "not there",
            PostUnanswered unanswered => $"unanswered {unanswered.Code}",
            var other => other.ToString(),
        });
        Assert.Contains("playlistId=UUsimulatorsimulator0000", server.Requests[^1]);
    }

    [Fact]
    public async Task Captions_that_are_there_already_count_as_added()
    {
        await using var server = Server(Error(409, "captionExists"));
        await using var services = await ServicesAsync(server.Address);
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE assets CASCADE; INSERT INTO users (name, roles, token_hash, created_at) VALUES ('a', '{}', 'x', '2026-01-01') ON CONFLICT DO NOTHING");
        var id = await connection.ExecuteScalarAsync<int>("""
            WITH a AS (INSERT INTO assets (kind, media_type, file_name, size, sha256, description, added_by, added_at) VALUES ('captions', 'text/vtt', 'a.vtt', 6, 'x', 'x', 1, '2026-01-01') RETURNING asset_id)
            INSERT INTO asset_chunks (asset_id, at, bytes) SELECT asset_id, 0, 'WEBVTT' FROM a RETURNING asset_id
            """);
        var captions = Assert.Single(await services.GetRequiredService<AssetStore>().FindAsync([id], default));
        Assert.Equal(new Accepted("v1"), await services.GetRequiredService<YouTubePublisher>().CaptionAsync("v1", "vi", captions, default));
        Assert.Contains("WEBVTT", server.Requests[^1]);
    }

    private LoopbackServer Server(Func<ServerCall, Task> behave)
    {
        LoopbackServer? self = null;
        var tokens = 0;
        return self = new LoopbackServer(call => self!.Requests[^1].StartsWith("POST /token")
            ? call.AnswerAsync(200, $$"""{"access_token":"token-{{++tokens}}","expires_in":3599}""") : behave(call));
    }

    private async Task<ServiceProvider> ServicesAsync(string address, bool impatient = false)
    {
        var settings = ChannelUnderTest.Settings(address);
        var services = database.Services(impatient ? settings.Impatient() : settings);
        await services.ConsentAsync();
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE unit_ledger");
        return services;
    }

    private static Func<ServerCall, Task> Error(int status, string reason) =>
        Answer(status, $$"""{"error":{"code":{{status}},"message":"m","errors":[{"domain":"youtube","reason":"{{reason}}","message":"m"}]} }""");
}
