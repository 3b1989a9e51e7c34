using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Zalo;

/// <summary>Customer-care messages, by whom they went to.</summary>
public sealed class ZaloCare(Behaviour behaviour, FaultCounts faults, ZaloTokens tokens, IOptions<ZaloAccount> account)
{
    private readonly Lock gate = new();
    private readonly List<(string To, string Text)> taken = [];

    public IReadOnlyList<(string To, string Text)> Taken
    {
        get
        {
            lock (gate) return [.. taken];
        }
    }

    public async Task HandleAsync(HttpContext http)
    {
        if (ZaloGuard.Fault(http.Request, tokens, account.Value) is { } wrong)
        {
            await Zalo.WriteAsync(http, new { error = wrong, message = "access token is invalid" });
            return;
        }
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var to = body.RootElement.GetProperty("recipient").GetProperty("user_id").GetString()!;
        var fault = behaviour.FaultOf($"care-{to}", $"+{to}", 1);
        faults.Add(fault);
        if (fault == CallFault.Rejected)
        {
            await Zalo.WriteAsync(http, new { error = -230, message = "User has not interacted with the OA in the past 7 days" });
            return;
        }
        lock (gate) taken.Add((to, body.RootElement.GetProperty("message").GetProperty("text").GetString()!));
        if (fault == CallFault.ResetAfter) http.Abort();
        else await Zalo.WriteAsync(http, new { error = 0, message = "Success", data = new { message_id = $"care-{to}", user_id = to } });
    }
}
