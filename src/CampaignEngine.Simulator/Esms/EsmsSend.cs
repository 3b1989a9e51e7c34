using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Esms;

/// <summary>What a send's body holds, as far as we look at it.</summary>
public sealed record EsmsForm(string? ApiKey, string? SecretKey, string? Phone, string? Content, string? Brandname, string? SmsType, string? IsUnicode, string? RequestId, string? CallbackUrl);

/// <summary>SendMultipleMessage_V4_post_json: takes a care message, or does to the call what was drawn for it. A RequestId it has taken is answered with 124.</summary>
public sealed class EsmsSend(Behaviour behaviour, Ledger ledger, FaultCounts faults, CallbackPlan callbacks, EsmsCallbacks writer, IOptions<EsmsAccount> account)
{
    private readonly ConcurrentDictionary<string, string> takenRequests = new();

    public async Task HandleAsync(HttpContext http)
    {
        var form = await JsonSerializer.DeserializeAsync<EsmsForm>(http.Request.Body, cancellationToken: http.RequestAborted);
        if (form?.ApiKey != account.Value.ApiKey || form.SecretKey != account.Value.SecretKey) await AnswerAsync(http, "101", error: "Authorize Failed");
        else if (form.Brandname != account.Value.Brandname) await AnswerAsync(http, "104", error: "Brandname is not exist");
        else if (form.SmsType != "2") await AnswerAsync(http, "118", error: "Sms type is not valid");
        else if (form.Phone is not { Length: > 8 and < 16 } || form.Phone.AsSpan().ContainsAnyExceptInRange('0', '9')) await AnswerAsync(http, "108", error: "Phone is not valid");
        else if (takenRequests.ContainsKey(form.RequestId ?? "")) await AnswerAsync(http, "124", error: "RequestId is duplicated");
        else await DecideAsync(http, form);
    }

    public void Forget() => takenRequests.Clear();

    private async Task DecideAsync(HttpContext http, EsmsForm form)
    {
        var (id, number) = (Id(form.RequestId ?? $"none-{form.Phone}"), $"+{form.Phone}");
        var fault = behaviour.FaultOf(id, number, ledger.Call(id));
        faults.Add(fault);
        if (behaviour.Now.LatencyMs is > 0 and var latency) await Task.Delay(latency);
        switch (fault)
        {
            case CallFault.Throttled:
                await AnswerAsync(http, "160", error: "Too many requests");
                return;
            case CallFault.Rejected:
                await AnswerAsync(http, "108", error: "Phone is not valid");
                return;
            case CallFault.OptedOut:
                await AnswerAsync(http, "99", error: "Phone is blocked");
                return;
            case CallFault.ServerError:
                http.Response.StatusCode = 503;
                return;
            case CallFault.ResetBefore:
                http.Abort();
                return;
        }
        // Two at once under one RequestId: the second is the repetition.
        if (!takenRequests.TryAdd(form.RequestId ?? "", id)) await AnswerAsync(http, "124", error: "RequestId is duplicated");
        else await AnswerAsync(http, fault, Take(id, number, form));
    }

    private TakenMessage Take(string id, string number, EsmsForm form)
    {
        var fate = behaviour.FateOf(id, number);
        var message = ledger.Take(id, number, fate.Ending, BilledParts.Of(form.Content ?? ""), Esms.Provider);
        callbacks.Make(writer, message, fate, account.Value.Brandname, form.CallbackUrl ?? "");
        return message;
    }

    private async Task AnswerAsync(HttpContext http, CallFault fault, TakenMessage message)
    {
        if (fault == CallFault.Slow) await Task.Delay(behaviour.Now.SlowMs);
        if (fault == CallFault.ResetAfter) http.Abort();
        else if (fault == CallFault.ServerErrorAfter) http.Response.StatusCode = 503;
        else await AnswerAsync(http, "100", message.Sid);
    }

    /// <summary>Behind our reference stands the attempt.</summary>
    private static string Id(string requestId) => requestId.Split('-') is [var run, var number, _] ? $"{run}-{number}" : requestId;

    private static Task AnswerAsync(HttpContext http, string code, string? id = null, string? error = null) =>
        http.Response.WriteAsJsonAsync(new Dictionary<string, object?> { ["CodeResult"] = code, ["CountRegenerate"] = 0, ["SMSID"] = id, ["ErrorMessage"] = error });
}
