using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Zalo;

/// <summary>What a send's body holds, as far as we look at it.</summary>
public sealed record ZaloForm(
    [property: JsonPropertyName("phone")] string? Phone, [property: JsonPropertyName("user_id")] string? UserId,
    [property: JsonPropertyName("template_id")] string? TemplateId, [property: JsonPropertyName("template_data")] Dictionary<string, string>? Data,
    [property: JsonPropertyName("tracking_id")] string? TrackingId);

/// <summary>Both addresses that take template messages: by phone number and by user id. Refusals come with HTTP 200.</summary>
public sealed class ZaloSend(
    Behaviour behaviour, Ledger ledger, FaultCounts faults, CallbackPlan callbacks, ZaloCallbacks writer, ZaloTokens tokens, ZaloQuota quota, IOptions<ZaloAccount> account)
{
    /// <summary>Begins our own id of a message by user id.</summary>
    internal const string NoReference = "none-";

    public async Task HandleAsync(HttpContext http)
    {
        if (ZaloGuard.Fault(http.Request, tokens, account.Value) is { } wrong)
        {
            await ErrorAsync(http, wrong, "access token is invalid");
            return;
        }
        var form = (await JsonSerializer.DeserializeAsync<ZaloForm>(http.Request.Body, cancellationToken: http.RequestAborted))!;
        var number = form.Phone ?? form.UserId ?? "";
        if (number.Length is < 9 or > 19 || number.AsSpan().ContainsAnyExceptInRange('0', '9')) await ErrorAsync(http, -108, "phone number is invalid");
        else if (form.TrackingId?.Length > 48) await ErrorAsync(http, -100, "tracking_id is too long");
        else if (ZaloTemplates.Fault(form.TemplateId, form.Data) is { } fault) await ErrorAsync(http, fault, "template or its data is invalid");
        else await DecideAsync(http, form, $"+{number}");
    }

    private async Task DecideAsync(HttpContext http, ZaloForm form, string number)
    {
        var id = form.TrackingId is { } tracking ? Id(tracking) : NoReference + number;
        var fault = behaviour.FaultOf(id, number, ledger.Call(id));
        if (fault == CallFault.None && new Draws(behaviour.Now.Seed, number).Next() < behaviour.Now.ZaloAbsent) fault = CallFault.Rejected;
        faults.Add(fault);
        if (behaviour.Now.LatencyMs is > 0 and var latency) await Task.Delay(latency);
        switch (fault)
        {
            case CallFault.Throttled:
                await ErrorAsync(http, -32, "rate limit");
                return;
            case CallFault.Rejected:
                await ErrorAsync(http, -118, "Zalo account does not exist");
                return;
            case CallFault.OptedOut:
                await ErrorAsync(http, -141, "user rejected to receive messages");
                return;
            case CallFault.ServerError:
                http.Response.StatusCode = 503;
                return;
            case CallFault.ResetBefore:
                http.Abort();
                return;
        }
        if (form.Phone is not null && !quota.TryTake()) await ErrorAsync(http, -144, "daily quota exceeded");
        else await AnswerAsync(http, fault, form, Take(id, number));
    }

    private TakenMessage Take(string id, string number)
    {
        var fate = Behaviour.FateOf(id, number, behaviour.Now with { Undelivered = behaviour.Now.ZaloSilent, Failed = 0 });
        var message = ledger.Take(id, number, fate.Ending, 1, Zalo.Provider);
        callbacks.Make(writer, message, fate, account.Value.OaId, account.Value.WebhookUrl);
        return message;
    }

    private async Task AnswerAsync(HttpContext http, CallFault fault, ZaloForm form, TakenMessage message)
    {
        if (fault == CallFault.Slow) await Task.Delay(behaviour.Now.SlowMs);
        if (fault == CallFault.ResetAfter) http.Abort();
        else if (fault == CallFault.ServerErrorAfter) http.Response.StatusCode = 503;
        else if (form.Phone is null) await Zalo.WriteAsync(http, new { error = 0, message = "Success", data = new { message_id = message.Sid, user_id = form.UserId } });
        else
            await Zalo.WriteAsync(http, new
            {
                error = 0,
                message = "Success",
                data = new { msg_id = message.Sid, sent_time = $"{message.At * 1000}", quota = new { dailyQuota = $"{quota.Most}", remainingQuota = $"{quota.Remaining}" } },
            });
    }

    /// <summary>Behind the sender's reference stands the attempt.</summary>
    private static string Id(string tracking) => tracking.LastIndexOf('-') is > 0 and var end ? tracking[..end] : tracking;

    private static Task ErrorAsync(HttpContext http, int error, string message) => Zalo.WriteAsync(http, new { error, message });
}
