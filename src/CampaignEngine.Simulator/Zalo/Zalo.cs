using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Zalo;

/// <summary>Zalo as far as the engine uses it: tokens, template messages, their status, the quota, the rules of templates.</summary>
internal static class Zalo
{
    public const string Provider = "zalo";

    private static readonly JsonSerializerOptions Plain = new();

    public static IServiceCollection AddZalo(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<ZaloAccount>(configuration.GetSection("zalo"))
        .AddSingleton<ZaloTokens>().AddSingleton<ZaloQuota>().AddSingleton<ZaloCallbacks>().AddSingleton<ZaloSend>().AddSingleton<ZaloCare>();

    public static void MapZalo(this WebApplication app)
    {
        app.MapPost("/v4/oa/access_token", TokenAsync);
        app.MapPost("/message/template", (HttpContext http, ZaloSend send) => send.HandleAsync(http));
        app.MapPost("/v3.0/oa/message/template", (HttpContext http, ZaloSend send) => send.HandleAsync(http));
        app.MapPost("/v3.0/oa/message/cs", (HttpContext http, ZaloCare care) => care.HandleAsync(http));
        app.MapGet("/zalo/tokens", (ZaloTokens tokens) => Results.Json(tokens.Count()));
        app.MapPost("/zalo/tokens/expire", (ZaloTokens tokens) => tokens.Expire());

        var reads = app.MapGroup("").AddEndpointFilter(async (context, next) =>
        {
            var services = context.HttpContext.RequestServices;
            return ZaloGuard.Fault(context.HttpContext.Request, services.GetRequiredService<ZaloTokens>(), services.GetRequiredService<IOptions<ZaloAccount>>().Value) is { } error
                ? Json(new { error, message = "access token is invalid" }) : await next(context);
        });
        reads.MapGet("/message/status", (string message_id, Ledger ledger, Standing standing) => Json(new
        {
            error = 0,
            data = ledger.Find(message_id) is not { } message ? new { status = -1, message = "The message does not exist", delivery_time = "" }
                : standing.Of(message).State == MessageState.Delivered ? new { status = 1, message = "The message was delivered to the user's phone", delivery_time = $"{message.At * 1000}" }
                : new { status = 0, message = "The message is pushed to Zalo but has not reached the user's phone", delivery_time = "" },
        }));
        reads.MapGet("/message/quota", (ZaloQuota quota) => Json(new { error = 0, data = new { dailyQuota = $"{quota.Most}", remainingQuota = $"{quota.Remaining}" } }));
        reads.MapGet("/template/info/v2", (string template_id) => ZaloTemplates.Find(template_id) is not { } template
            ? Json(new { error = -112, message = "template id is invalid" })
            : Json(new
            {
                error = 0,
                data = new
                {
                    templateId = long.Parse(template_id),
                    status = template.Status,
                    listParams = template.Parameters.Select(p => new { name = p.Name, type = p.Type, require = p.Required, maxLength = p.MaxLength, minLength = 1, acceptNull = !p.Required }),
                    price = "200",
                },
            }));
    }

    public static Task WriteAsync(HttpContext http, object answer) => http.Response.WriteAsJsonAsync(answer, answer.GetType(), Plain);

    private static async Task TokenAsync(HttpContext http, ZaloTokens tokens, IOptions<ZaloAccount> account, Behaviour behaviour)
    {
        var form = await http.Request.ReadFormAsync();
        if (http.Request.Headers["secret_key"] != account.Value.AppSecret || form["app_id"] != account.Value.AppId || form["grant_type"] != "refresh_token")
            await WriteAsync(http, new { error = -14002, error_name = "Invalid app", error_description = "The app or its secret key is not valid." });
        else if (tokens.Rotate(form["refresh_token"].ToString()) is not { } pair)
            await WriteAsync(http, new { error = -14014, error_name = "Invalid refresh token", error_description = "The refresh token is not valid or was used." });
        // Rotated, and nobody hears of it.
        else if (behaviour.Now.ZaloTokenLost) http.Abort();
        else await WriteAsync(http, new { access_token = pair.Access, refresh_token = pair.Refresh, expires_in = "90000" });
    }

    private static IResult Json(object answer) => Results.Json(answer, Plain);
}
