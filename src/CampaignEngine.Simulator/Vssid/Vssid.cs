using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Vssid;

/// <summary>Section "vssid".</summary>
public sealed class VssidAccount
{
    public string Key { get; set; } = "simulator-vssid-key";

    /// <summary>Where later words are posted; empty: none are.</summary>
    public string WebhookUrl { get; set; } = "";
}

public sealed record VssidNotice(string? Id, string? Person, string? Title, string? Body);

public sealed record VssidBatch(int Version, List<VssidNotice>? Notices);

/// <summary>The app's side of docs/vssid.md: takes batches, drops repeated ids, tells of each notice later.</summary>
internal static class Vssid
{
    public const string Provider = "vssid";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static IServiceCollection AddVssid(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<VssidAccount>(configuration.GetSection("vssid")).AddSingleton<VssidCallbacks>().AddSingleton<VssidNotices>();

    public static void MapVssid(this WebApplication app)
    {
        app.MapPost("/notices", async (HttpContext http, VssidNotices notices) =>
        {
            using var memory = new MemoryStream();
            await http.Request.Body.CopyToAsync(memory);
            if (!Signed(http, memory.ToArray())) return Results.StatusCode(401);
            return JsonSerializer.Deserialize<VssidBatch>(memory.ToArray(), Web) is { Version: 1, Notices: { Count: > 0 } batch }
                ? await notices.TakeAsync(http, batch) : Results.StatusCode(400);
        });
        app.MapGet("/notices/{id}", (HttpContext http, string id, VssidNotices notices) => Signed(http, []) ? Results.Json(new Dictionary<string, object> { ["id"] = id, ["event"] = notices.StateOf(id) }) : Results.StatusCode(401));
    }

    public static string Sign(string key, string time, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(time + ".").Concat(body).ToArray()));

    private static bool Signed(HttpContext http, byte[] body) => http.Request.Headers["X-Notice-Signature"].ToString()
        == Sign(http.RequestServices.GetRequiredService<IOptions<VssidAccount>>().Value.Key, http.Request.Headers["X-Notice-Time"].ToString(), body);
}

/// <summary>What the app has, by the id it was given.</summary>
public sealed class VssidNotices(Behaviour behaviour, Ledger ledger, FaultCounts faults, Standing standing, CallbackPlan callbacks, VssidCallbacks writer, IOptions<VssidAccount> account)
{
    private readonly ConcurrentDictionary<string, TakenMessage> taken = new();

    public void Forget() => taken.Clear();

    public string StateOf(string id) => !taken.TryGetValue(id, out var message) ? "unknown" : VssidCallbacks.Word(standing.Of(ledger.Find(message.Sid) ?? message).State);

    /// <summary>What befalls a call befalls the batch, as drawn for its first notice; refusals are each notice's own.</summary>
    public async Task<IResult> TakeAsync(HttpContext http, IReadOnlyList<VssidNotice> batch)
    {
        var faultsOf = batch.Select(n => (Notice: n, Fault: behaviour.FaultOf(Reference(n.Id), $"+{n.Person}", ledger.Call(Reference(n.Id))))).ToList();
        foreach (var (_, fault) in faultsOf) faults.Add(fault);
        if (behaviour.Now.LatencyMs is > 0 and var latency) await Task.Delay(latency);
        var call = faultsOf[0].Fault;
        if (call == CallFault.ServerError) return Results.StatusCode(503);
        if (call == CallFault.ResetBefore)
        {
            http.Abort();
            return Results.Empty;
        }
        var results = faultsOf.Select(n => new Dictionary<string, string> { ["id"] = n.Notice.Id!, ["result"] = Take(n.Notice, n.Fault) }).ToList();
        if (call == CallFault.Slow) await Task.Delay(behaviour.Now.SlowMs);
        if (call == CallFault.ResetAfter) http.Abort();
        return call switch
        {
            CallFault.ResetAfter => Results.Empty,
            CallFault.ServerErrorAfter => Results.StatusCode(503),
            _ => Results.Json(new { version = 1, results }),
        };
    }

    private string Take(VssidNotice notice, CallFault fault)
    {
        if (taken.ContainsKey(notice.Id!)) return "known";
        if (notice is not { Person.Length: 10 or 12, Title.Length: > 0 and <= 65, Body.Length: > 0 and <= 1000 }) return "invalid";
        switch (fault)
        {
            case CallFault.Rejected: return "no-account";
            case CallFault.OptedOut: return "refused";
            case CallFault.Throttled: return "busy";
        }
        var (id, number) = (Reference(notice.Id), $"+{notice.Person}");
        var fate = behaviour.FateOf(id, number);
        var message = ledger.Take(id, number, fate.Ending, 1, Vssid.Provider);
        // Two batches at once with the same notice: the second finds it there.
        if (!taken.TryAdd(notice.Id!, message)) return "known";
        callbacks.Make(writer, message, fate, "vssid", account.Value.WebhookUrl);
        return "taken";
    }

    /// <summary>Behind the sender's reference stands the attempt.</summary>
    private static string Reference(string? id) => id?.LastIndexOf('-') is > 0 and var end ? id[..end] : id ?? "none";
}

/// <summary>Later words as the app posts them, signed. Nobody answers in the app.</summary>
public sealed class VssidCallbacks(IOptions<VssidAccount> account, TimeProvider clock) : ICallbackWriter
{
    public string InboundUrl(BehaviourSettings settings) => "";

    public HttpRequestMessage Write(Callback callback)
    {
        var status = (StatusCallback)callback;
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["version"] = 1, ["id"] = $"{status.Message.Id}-1", ["event"] = Word(status.State) });
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, callback.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("X-Notice-Time", time);
        request.Headers.TryAddWithoutValidation("X-Notice-Signature", Vssid.Sign(account.Value.Key, time, body));
        return request;
    }

    public static string Word(MessageState? state) => state switch
    {
        MessageState.Queued or MessageState.Sent => "waiting",
        MessageState.Delivered => "delivered",
        MessageState.Undelivered => "expired",
        MessageState.Failed => "app-removed",
        _ => "teleported",
    };
}
