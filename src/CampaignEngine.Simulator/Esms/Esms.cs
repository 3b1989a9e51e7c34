using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Esms;

/// <summary>eSMS.vn as far as the engine uses it: care messages and their status.</summary>
internal static class Esms
{
    public const string Provider = "esms";

    public static IServiceCollection AddEsms(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<EsmsAccount>(configuration.GetSection("esms")).AddSingleton<EsmsCallbacks>().AddSingleton<EsmsSend>();

    public static void MapEsms(this WebApplication app)
    {
        app.MapPost("/MainService.svc/json/SendMultipleMessage_V4_post_json/", (HttpContext http, EsmsSend send) => send.HandleAsync(http));
        app.MapPost("/MainService.svc/json/GetBalance_json", (EsmsKey key, IOptions<EsmsAccount> account) => Results.Json(
            key.ApiKey == account.Value.ApiKey && key.SecretKey == account.Value.SecretKey
                ? new { Balance = 1_000_000, CodeResponse = "100" }
                : new { Balance = 0, CodeResponse = "101" }, Plain));
        app.MapGet("/MainService.svc/json/GetSendStatus", (string? RefId, string? ApiKey, string? SecretKey, IOptions<EsmsAccount> account, Ledger ledger, Standing standing) =>
        {
            if (ApiKey != account.Value.ApiKey || SecretKey != account.Value.SecretKey) return Results.Json(new { CodeResponse = "101" }, Plain);
            if (ledger.Find(RefId ?? "") is not { } message) return Results.Json(new { CodeResponse = "105" }, Plain);
            var (status, succeeded, failed) = EsmsStatus.Of(standing.Of(message).State);
            return Results.Json(new { CodeResponse = "100", SMSID = message.Sid, SendStatus = int.Parse(status), SendSuccess = int.Parse(succeeded), SendFailed = int.Parse(failed), TotalReceiver = 1 }, Plain);
        });
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new();
}

internal sealed record EsmsKey(string? ApiKey, string? SecretKey);
