using System.Globalization;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Twilio;

/// <summary>The message resource of Twilio's REST API, as far as the engine uses it.</summary>
internal static class TwilioEndpoints
{
    private const int Page = 50;

    public static void MapTwilio(this WebApplication app)
    {
        var account = app.Services.GetRequiredService<IOptions<TwilioAccount>>().Value;
        var send = app.Services.GetRequiredService<TwilioSend>();
        var messages = $"/2010-04-01/Accounts/{account.Sid}/Messages";
        // Ahead of routing: the one address that must be fast.
        app.Use((http, next) => HttpMethods.IsPost(http.Request.Method) && http.Request.Path == messages + ".json" ? send.HandleAsync(http) : next(http));
        app.UseRouting();

        var reads = app.MapGroup("").AddEndpointFilter(async (context, next) => account.Accepts(context.HttpContext.Request)
            ? await next(context)
            : Error(401, 20003, "Authenticate"));
        reads.MapGet($"/2010-04-01/Accounts/{account.Sid}.json", () => Results.Text($$"""{"sid":"{{account.Sid}}","status":"active"}""", "application/json"));
        var standing = app.Services.GetRequiredService<Standing>();
        reads.MapGet(messages + "/{sid}.json", (string sid, Ledger ledger) => ledger.Find(sid) is { } message
            ? Results.Text(TwilioMessage.Json(standing.Of(message), account.Sid), "application/json")
            : Error(404, 20404, "The requested resource was not found"));
        reads.MapGet(messages + ".json", (HttpRequest request, Ledger ledger) => Results.Text(
            $"{{\"page\":0,\"page_size\":{Page},\"messages\":[{string.Join(',', Find(request.Query, ledger).Select(m => TwilioMessage.Json(standing.Of(m), account.Sid)))}]}}", "application/json"));
    }

    /// <summary>DateSent=D is that day, DateSent&gt;=D since then, DateSent&lt;=D until its end.</summary>
    private static IReadOnlyList<TakenMessage> Find(IQueryCollection query, Ledger ledger)
    {
        long? to = long.TryParse(query["To"].ToString().TrimStart('+', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var from = Day(query["DateSent"]) ?? Day(query["DateSent>"]) ?? 0;
        var until = (Day(query["DateSent"]) ?? Day(query["DateSent<"])) + 86_400 ?? long.MaxValue;
        return ledger.List(to, from, until, Page);
    }

    private static long? Day(string? text) => DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day)
        ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds()
        : null;

    private static IResult Error(int status, int code, string words) =>
        Results.Text(TwilioMessage.ErrorJson(status, code, words), "application/json", statusCode: status);
}
