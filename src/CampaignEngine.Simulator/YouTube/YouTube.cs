using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.YouTube;

/// <summary>The Data API v3 as far as the engine uses it: tokens, resumable uploads, captions, readings, removal.</summary>
internal static class YouTube
{
    public static IServiceCollection AddYouTube(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<YouTubeAccount>(configuration.GetSection("youtube")).AddSingleton<YouTubeChannel>();

    public static void MapYouTube(this WebApplication app)
    {
        var account = app.Services.GetRequiredService<IOptions<YouTubeAccount>>().Value;
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            if (form["client_id"] != account.ClientId || form["client_secret"] != account.ClientSecret) return Results.Json(new { error = "invalid_client" }, statusCode: 401);
            return form["refresh_token"] == account.RefreshToken && form["grant_type"] == "refresh_token"
                ? Results.Json(new { access_token = account.AccessToken, expires_in = 3599, token_type = "Bearer" })
                : Results.Json(new { error = "invalid_grant", error_description = "Token has been expired or revoked." }, statusCode: 400);
        });
        var api = app.MapGroup("").AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Headers.Authorization == $"Bearer {account.AccessToken}" ? await next(context) : Error(401, "authError"));
        api.MapPost("/upload/youtube/v3/videos", BeginAsync);
        api.MapPut("/upload/youtube/v3/sessions/{id}", PutAsync);
        api.MapPost("/upload/youtube/v3/captions", CaptionAsync);
        api.MapGet("/youtube/v3/channels", () => Results.Json(new { items = new[] { new { id = account.ChannelId, snippet = new { title = "BHXH Việt Nam" } } } }));
        api.MapGet("/youtube/v3/playlistItems", (YouTubeChannel channel) => !channel.Spend(1) ? Error(403, "quotaExceeded") : Results.Json(new
        {
            items = channel.Newest(50).Select(v => new { snippet = new { title = v.Title, description = v.Description, publishedAt = v.At, resourceId = new { videoId = v.Id } } }),
        }));
        api.MapGet("/youtube/v3/videos", (string id, YouTubeChannel channel, Behaviour behaviour) => !channel.Spend(1) ? Error(403, "quotaExceeded") : Results.Json(new
        {
            items = channel.Video(id) is not { } video ? [] : new[]
            {
                new
                {
                    id,
                    status = new { uploadStatus = "processed", privacyStatus = !behaviour.Now.YouTubeUnaudited && video.IsPublic(channel.Now) ? "public" : "private" },
                    statistics = new { viewCount = (Draws.Hash(id) % 1000).ToString(CultureInfo.InvariantCulture), likeCount = "7" },
                },
            },
        }));
        api.MapGet("/youtube/v3/commentThreads", (string videoId, string? pageToken, YouTubeChannel channel) =>
        {
            if (!channel.Spend(1)) return Error(403, "quotaExceeded");
            var from = int.TryParse(pageToken, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
            var all = channel.CommentsOf(videoId);
            var items = all.Skip(from).Take(100).Select(c => new { snippet = new { topLevelComment = new { id = c.Id, snippet = new { textOriginal = c.Words, authorChannelId = new { value = c.From } } } } });
            return from + 100 < all.Count ? Results.Json(new { items, nextPageToken = $"{from + 100}" }) : Results.Json(new { items });
        });
        api.MapPost("/youtube/v3/comments", async (HttpRequest request, YouTubeChannel channel) =>
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            var snippet = body.RootElement.GetProperty("snippet");
            return channel.Spend(50)
                ? Results.Json(new { id = channel.AddComment(snippet.GetProperty("parentId").GetString()!, snippet.GetProperty("textOriginal").GetString()!, account.ChannelId) })
                : Error(403, "quotaExceeded");
        });
        api.MapDelete("/youtube/v3/videos", (string id, YouTubeChannel channel) =>
            !channel.Spend(50) ? Error(403, "quotaExceeded") : channel.Remove(id) ? Results.NoContent() : Error(404, "videoNotFound"));
    }

    private static async Task<IResult> BeginAsync(HttpContext http, YouTubeChannel channel, Behaviour behaviour, FaultCounts faults)
    {
        using var words = await JsonDocument.ParseAsync(http.Request.Body);
        var snippet = words.RootElement.GetProperty("snippet");
        var title = snippet.GetProperty("title").GetString()!;
        if (title.Length is 0 or > 100 || title.Contains('<')) return Error(400, "invalidTitle");
        if (Encoding.UTF8.GetByteCount(snippet.GetProperty("description").GetString()!) > 5000) return Error(400, "invalidDescription");
        if (words.RootElement.TryGetProperty("localizations", out _) && !snippet.TryGetProperty("defaultLanguage", out _)) return Error(400, "defaultLanguageNotSet");
        if (!channel.Spend(1)) return Error(403, "quotaExceeded");
        var fault = behaviour.FaultOf(title, "+000000000000", 1);
        if (fault is CallFault.Rejected) return Error(400, "invalidDescription");
        if (fault is CallFault.OptedOut) return Error(403, "forbidden");
        if (fault is CallFault.Throttled) return Error(429, "rateLimitExceeded");
        faults.Add(fault);
        http.Response.Headers.Location = $"{http.Request.Scheme}://{http.Request.Host}/upload/youtube/v3/sessions/{channel.Begin(words.RootElement.Clone(), long.Parse(http.Request.Headers["X-Upload-Content-Length"].ToString(), CultureInfo.InvariantCulture))}";
        return Results.Ok();
    }

    private static async Task<IResult> PutAsync(HttpContext http, string id, YouTubeChannel channel, Behaviour behaviour, FaultCounts faults)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (channel.Find(id) is not { } session) return Results.NotFound();
        var range = http.Request.Headers.ContentRange.ToString();
        if (!range.StartsWith("bytes */", StringComparison.Ordinal))
        {
            var fault = Fault(id, session, behaviour);
            faults.Add(fault);
            if (fault == CallFault.ResetBefore)
            {
                http.Abort();
                return Results.Empty;
            }
            if (fault == CallFault.ServerError) return Error(503, "backendError");
            var draw = new Draws(behaviour.Now.Seed, $"{id}-piece", session.Calls).Next();
            var at = long.Parse(range["bytes ".Length..range.IndexOf('-')], CultureInfo.InvariantCulture);
            channel.Take(session, at, body.ToArray(), draw < behaviour.Now.YouTubeLost ? draw / behaviour.Now.YouTubeLost : 1);
            if (new Draws(behaviour.Now.Seed, $"{id}-gone", session.Calls).Next() < behaviour.Now.YouTubeGone)
            {
                channel.Drop(id);
                return Results.NotFound();
            }
            if (fault == CallFault.ResetAfter)
            {
                http.Abort();
                return Results.Empty;
            }
        }
        if (session.VideoId is { } video) return Results.Json(new { kind = "youtube#video", id = video });
        if (session.Bytes > 0) http.Response.Headers["Range"] = $"bytes=0-{session.Bytes - 1}";
        return Results.StatusCode(StatusCodes.Status308PermanentRedirect);
    }

    private static CallFault Fault(string id, Session session, Behaviour behaviour)
    {
        lock (session) return behaviour.FaultOf(id, "+000000000000", ++session.Calls);
    }

    private static async Task<IResult> CaptionAsync(HttpContext http, YouTubeChannel channel)
    {
        var reader = new MultipartReader(Microsoft.Net.Http.Headers.MediaTypeHeaderValue.Parse(http.Request.ContentType!).Boundary.Value!.Trim('"'), http.Request.Body);
        using var words = await JsonDocument.ParseAsync((await reader.ReadNextSectionAsync())!.Body);
        using var file = new StreamReader((await reader.ReadNextSectionAsync())!.Body);
        var text = await file.ReadToEndAsync();
        var snippet = words.RootElement.GetProperty("snippet");
        if (!channel.Spend(400)) return Error(403, "quotaExceeded");
        if (channel.Video(snippet.GetProperty("videoId").GetString()!) is not { } video) return Error(404, "videoNotFound");
        lock (video)
            return video.Captions.TryAdd(snippet.GetProperty("language").GetString()!, text) ? Results.Json(new { kind = "youtube#caption", id = $"{video.Id}-{video.Captions.Count}" }) : Error(409, "captionExists");
    }

    private static IResult Error(int status, string reason) =>
        Results.Json(new { error = new { code = status, message = reason, errors = new[] { new { domain = "youtube", reason, message = reason } } } }, statusCode: status);
}
