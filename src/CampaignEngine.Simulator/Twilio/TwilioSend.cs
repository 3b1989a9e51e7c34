using System.Buffers;
using System.Text;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Twilio;

/// <summary>POST Messages.json: takes a message, or does to the call what was drawn for it.</summary>
public sealed class TwilioSend(Behaviour behaviour, Ledger ledger, FaultCounts faults, CallbackPlan callbacks, TwilioCallbacks writer, IOptions<TwilioAccount> account)
{
    private const int LargestForm = 32 * 1024;

    public async Task HandleAsync(HttpContext http)
    {
        if (!account.Value.Accepts(http.Request))
        {
            await WriteErrorAsync(http, 401, 20003, "Authenticate");
            return;
        }
        var form = await ReadAsync(http.Request);
        if (!IsNumber(form.To)) await WriteErrorAsync(http, 400, 21211, "The 'To' number is not a valid phone number.");
        else if (form.Body.Length is 0 or > 1600) await WriteErrorAsync(http, 400, 21617, "The message body exceeds the 1600 character limit.");
        else await DecideAsync(http, form);
    }

    private async Task DecideAsync(HttpContext http, TwilioForm form)
    {
        var id = form.Id.Length > 0 ? form.Id : $"none-{form.To}";
        var fault = behaviour.FaultOf(id, form.To, ledger.Call(id));
        faults.Add(fault);
        if (behaviour.Now.LatencyMs is > 0 and var latency) await Task.Delay(latency);
        switch (fault)
        {
            case CallFault.Throttled:
                http.Response.Headers.RetryAfter = "1";
                await WriteErrorAsync(http, 429, 20429, "Too Many Requests");
                return;
            case CallFault.Rejected:
                await WriteErrorAsync(http, 400, 21211, "The 'To' number is not a valid phone number.");
                return;
            case CallFault.OptedOut:
                await WriteErrorAsync(http, 400, 21610, "Attempt to send to unsubscribed recipient");
                return;
            case CallFault.ServerError:
                await WriteErrorAsync(http, 503, 20503, "Service unavailable");
                return;
            case CallFault.ResetBefore:
                http.Abort();
                return;
        }
        await AnswerAsync(http, fault, Take(id, form));
    }

    private TakenMessage Take(string id, TwilioForm form)
    {
        var fate = behaviour.FateOf(id, form.To);
        var message = ledger.Take(id, form.To, fate.Ending, BilledParts.Of(form.Body));
        callbacks.Make(writer, message, fate, form.From, form.StatusCallback);
        return message;
    }

    private async Task AnswerAsync(HttpContext http, CallFault fault, TakenMessage message)
    {
        if (fault == CallFault.Slow) await Task.Delay(behaviour.Now.SlowMs);
        if (fault == CallFault.ResetAfter) http.Abort();
        else if (fault == CallFault.ServerErrorAfter) await WriteErrorAsync(http, 503, 20503, "Service unavailable");
        else await WriteAsync(http, 201, TwilioMessage.Json(message, account.Value.Sid));
    }

    private static async ValueTask<TwilioForm> ReadAsync(HttpRequest request)
    {
        var read = await request.BodyReader.ReadAtLeastAsync((int)Math.Min(request.ContentLength ?? LargestForm, LargestForm), request.HttpContext.RequestAborted);
        var form = TwilioForm.Read(read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray());
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return form;
    }

    private static bool IsNumber(string to) => to.Length is > 7 and < 17 && to[0] == '+' && !to.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    private static Task WriteErrorAsync(HttpContext http, int status, int code, string words) => WriteAsync(http, status, TwilioMessage.ErrorJson(status, code, words));

    private static Task WriteAsync(HttpContext http, int status, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        (http.Response.StatusCode, http.Response.ContentType, http.Response.ContentLength) = (status, "application/json", bytes.Length);
        return http.Response.Body.WriteAsync(bytes).AsTask();
    }
}
