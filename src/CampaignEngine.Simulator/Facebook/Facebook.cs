using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Facebook;

/// <summary>The page side of the Graph API as far as the engine uses it: posts, the feed, figures.</summary>
internal static class Facebook
{
    public static IServiceCollection AddFacebook(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<FacebookAccount>(configuration.GetSection("facebook")).AddSingleton<FacebookPage>();

    public static void MapFacebook(this WebApplication app)
    {
        var account = app.Services.GetRequiredService<IOptions<FacebookAccount>>().Value;
        var graph = app.MapGroup("/v26.0").AddEndpointFilter(async (context, next) =>
        {
            var request = context.HttpContext.Request;
            var form = request.HasFormContentType ? await request.ReadFormAsync() : null;
            var token = form?["access_token"].ToString() ?? request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
            if (token != account.Token) return Error(190, "Error validating access token");
            var proof = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(account.AppSecret), Encoding.UTF8.GetBytes(token)));
            if ((form?["appsecret_proof"].ToString() ?? request.Query["appsecret_proof"].ToString()) != proof) return Error(100, "Invalid appsecret_proof provided in the API argument");
            var usage = context.HttpContext.RequestServices.GetRequiredService<Behaviour>().Now.FacebookUsage;
            context.HttpContext.Response.Headers["X-App-Usage"] = $$"""{"call_count":{{usage}},"total_time":1,"total_cputime":1}""";
            return await next(context);
        });
        graph.MapGet($"/{account.PageId}", () => Results.Json(new { id = account.PageId, name = "BHXH Việt Nam" }));
        graph.MapPost($"/{account.PageId}/feed", PublishAsync);
        graph.MapPost($"/{account.PageId}/photos", PhotoAsync);
        graph.MapPost($"/{account.PageId}/videos", VideoAsync);
        graph.MapGet($"/{account.PageId}/videos", (HttpRequest request, FacebookPage page) => Results.Json(new
        {
            data = page.Since(Since(request), 100, videos: true).Select(p => new { id = p.Id, description = p.Message, permalink_url = $"https://www.facebook.com/{p.Id}" }),
        }));
        graph.MapGet($"/{account.PageId}/feed", (HttpRequest request, FacebookPage page) => Results.Json(new
        {
            data = page.Since(Since(request), 100, videos: false)
                .Select(p => new { id = p.Id, message = p.Message, permalink_url = $"https://www.facebook.com/{p.Id}" }),
        }));
        graph.MapGet("/{video}", (string video, FacebookPage page) => page.Find(video) is null ? Error(100, "Unsupported get request") : Results.Json(new { post_id = $"{video}0" }));
        graph.MapGet("/{post}/insights", (string post, string metric, FacebookPage page, Behaviour behaviour) =>
            page.Find(post) is null && page.Find(Video(post)) is null || behaviour.Now.RetiredMetrics.Contains(metric)
                ? Error(100, "(#100) The value must be a valid insights metric")
                : Results.Json(new { data = new[] { new { name = metric, period = "lifetime", values = new[] { new { value = (int)(Draws.Hash(post + metric) % 1000) } } } } }));
        graph.MapGet("/{post}/comments", (string post, string? after, int limit, FacebookPage page) =>
        {
            var from = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
            var all = page.CommentsOf(post);
            var data = all.Skip(from).Take(limit).Select(c => new { id = c.Id, message = c.Words, from = new { id = c.From } });
            return from + limit < all.Count
                ? Results.Json(new { data, paging = new { cursors = new { after = $"{from + limit}" }, next = "https://graph.facebook.com/next" } })
                : Results.Json(new { data });
        });
        graph.MapPost("/{comment}/comments", async (string comment, HttpRequest request, FacebookPage page) =>
            Results.Json(new { id = page.AddComment(comment, (await request.ReadFormAsync())["message"].ToString(), account.PageId) }));
        graph.MapDelete("/{post}", (string post, FacebookPage page) => page.Remove(post) ? Results.Json(new { success = true }) : Error(100, "Unsupported delete request"));
    }

    private static long Since(HttpRequest request) => long.TryParse(request.Query["since"], NumberStyles.None, CultureInfo.InvariantCulture, out var since) ? since : 0;

    /// <summary>Of the story that shows it.</summary>
    private static string Video(string story) => story[(story.IndexOf('_') + 1)..^1];

    /// <summary>Unseen until a post takes it up.</summary>
    private static async Task<IResult> PhotoAsync(HttpContext http, FacebookPage page)
    {
        var form = await http.Request.ReadFormAsync();
        return form.Files["source"] is not { ContentType: "image/jpeg" or "image/png" } file ? Error(324, "Missing or invalid image file")
            : form["published"] != "false" ? Error(100, "(#100) A photo of its own is not expected here")
            : Results.Json(new { id = page.TakePhoto(await HashAsync(file), form["alt_text_custom"].ToString()) });
    }

    private static async Task<IResult> VideoAsync(HttpContext http, FacebookPage page, Behaviour behaviour, FaultCounts faults)
    {
        var form = await http.Request.ReadFormAsync();
        var words = form["description"].ToString();
        if (form.Files["source"] is not { } file) return Error(390, "There was a problem uploading your video file");
        var fault = behaviour.FaultOf(words, "+000000000000", page.Call(words));
        faults.Add(fault);
        if (fault == CallFault.ResetBefore)
        {
            http.Abort();
            return Results.Empty;
        }
        var id = page.TakeVideo(words, await HashAsync(file));
        if (fault != CallFault.ResetAfter) return Results.Json(new { id });
        http.Abort();
        return Results.Empty;
    }

    private static async Task<string> HashAsync(IFormFile file)
    {
        await using var stream = file.OpenReadStream();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
    }

    private static async Task<IResult> PublishAsync(HttpContext http, FacebookPage page, Behaviour behaviour, FaultCounts faults, IOptions<FacebookAccount> account)
    {
        var form = await http.Request.ReadFormAsync();
        var message = form["message"].ToString();
        if (message.Length == 0) return Error(100, "(#100) Param message must be non-empty");
        var fault = behaviour.FaultOf(message, "+000000000000", page.Call(message));
        faults.Add(fault);
        switch (fault)
        {
            case CallFault.Throttled: return Error(32, "Page request limit reached");
            case CallFault.Rejected: return Error(100, "(#100) Invalid parameter");
            case CallFault.OptedOut: return Error(368, "The action attempted has been deemed abusive");
            case CallFault.ServerError: return Error(2, "Service temporarily unavailable");
            case CallFault.ResetBefore:
                http.Abort();
                return Results.Empty;
        }
        var photos = form.Where(f => f.Key.StartsWith("attached_media[", StringComparison.Ordinal)).Select(f => System.Text.Json.JsonDocument.Parse(f.Value.ToString()).RootElement.GetProperty("media_fbid").GetString()!).ToList();
        if (photos.Any(photo => page.Photo(photo) is null)) return Error(100, "(#100) No such photo");
        var id = page.Take(account.Value.PageId, message, form["link"], photos.Select(photo => page.Photo(photo)!.Hash));
        if (fault == CallFault.Slow) await Task.Delay(behaviour.Now.SlowMs);
        if (fault == CallFault.ResetAfter) http.Abort();
        return fault switch
        {
            CallFault.ResetAfter => Results.Empty,
            CallFault.ServerErrorAfter => Error(1, "An unknown error occurred"),
            _ => Results.Json(new { id }),
        };
    }

    private static IResult Error(int code, string message) =>
        Results.Json(new { error = new { message, type = "OAuthException", code, fbtrace_id = "simulator" } }, statusCode: code is 1 or 2 ? 500 : 400);
}
