using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CampaignEngine.Simulator.Twilio;

/// <summary>The message resource of Twilio's REST API, as far as the engine uses it.</summary>
internal static class TwilioEndpoints
{
    public static void MapTwilio(this IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("/2010-04-01/Accounts/{account}").AddEndpointFilter(Authorise);
        messages.MapPost("/Messages.json", Create);
        messages.MapGet("/Messages/{sid}.json", (string sid, Ledger ledger) =>
            ledger.BySid(sid) is { } m ? Results.Json(TwilioMessage.Of(m)) : Error(404, 20404, "The requested resource was not found"));
        messages.MapGet("/Messages.json", (string? to, Ledger ledger) =>
            Results.Json(new { messages = ledger.To(to ?? "").Take(50).Select(TwilioMessage.Of) }));
    }

    private static async ValueTask<object?> Authorise(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var account = context.HttpContext.RequestServices.GetRequiredService<IOptions<TwilioAccount>>().Value;
        var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Sid}:{account.AuthToken}"));
        return AuthenticationHeaderValue.TryParse(context.HttpContext.Request.Headers.Authorization, out var given) && given.Parameter == expected
            ? await next(context)
            : Error(401, 20003, "Authenticate");
    }

    private static async Task<IResult> Create(HttpContext http, Behaviour behaviour, Ledger ledger, TwilioCallbacks callbacks)
    {
        var form = await http.Request.ReadFormAsync();
        var (to, body, callback) = (form["To"].ToString(), form["Body"].ToString(), form["StatusCallback"].ToString());
        if (to.Length < 8 || to[0] != '+') return Error(400, 21211, "The 'To' number is not a valid phone number.");
        if (body.Length is 0 or > 1600) return Error(400, 21617, "The message body exceeds the 1600 character limit.");

        var id = IdOf(callback) ?? $"none-{to}";
        var settings = behaviour.Now;
        var fault = behaviour.FaultOf(id, ledger.Call(id));
        if (settings.LatencyMs > 0) await Task.Delay(settings.LatencyMs, http.RequestAborted);
        if (fault == CallFault.Slow) await Task.Delay(settings.SlowMs, CancellationToken.None);
        switch (fault)
        {
            case CallFault.Throttled:
                http.Response.Headers.RetryAfter = new StringValues("1");
                return Error(429, 20429, "Too Many Requests");
            case CallFault.ServerError:
                return Error(503, 20503, "Service unavailable");
            case CallFault.ResetBefore:
                http.Abort();
                return Results.Empty;
        }

        var message = ledger.Take(id, "SM" + Guid.NewGuid().ToString("N"), to, TwilioMessage.PartsOf(body));
        callbacks.Plan(message, form["From"].ToString(), callback);
        if (fault == CallFault.ResetAfter)
        {
            http.Abort();
            return Results.Empty;
        }
        return Results.Json(TwilioMessage.Of(message with { Status = "queued", ErrorCode = null }), statusCode: 201);
    }

    /// <summary>Our id as it travels in the callback's address: ?m=run-number.</summary>
    private static string? IdOf(string callback) =>
        Uri.TryCreate(callback, UriKind.Absolute, out var uri)
        && Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query).TryGetValue("m", out var id) ? id.ToString() : null;

    private static IResult Error(int status, int code, string message) =>
        Results.Json(new { code, message, more_info = $"https://www.twilio.com/docs/errors/{code}", status }, statusCode: status);
}
