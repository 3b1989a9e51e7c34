using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.YouTube;

/// <summary>One call to the Data API: its quota spent, its token found, its answer read; a token that ended early is renewed once.</summary>
internal sealed class YouTubeCalls(HttpClient http, IOptions<YouTubeOptions> options, YouTubeTokens tokens, YouTubeQuota quota)
{
    /// <param name="make">The request without its token; made anew for a second try.</param>
    /// <param name="bucket">Null: the call costs nothing of its own.</param>
    public async Task<YouTubeCall> SendAsync(Func<HttpRequestMessage> make, string? bucket, int units, CancellationToken cancel)
    {
        if (bucket is not null && await quota.SpendAsync(bucket, units, cancel) is { } spent) return YouTubeCall.Not(spent);
        for (var retried = false; ; retried = true)
        {
            var (token, fault) = await tokens.FindAsync(cancel);
            if (token is null) return YouTubeCall.Not(fault!);
            var call = await OnceAsync(make(), token, cancel);
            if (call.Status != HttpStatusCode.Unauthorized || retried) return await JudgeAsync(call, bucket ?? YouTubeQuota.Units, cancel);
            tokens.Forget();
        }
    }

    private async Task<YouTubeCall> OnceAsync(HttpRequestMessage request, string token, CancellationToken cancel)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bounded.CancelAfter(options.Value.LongestCall);
        try
        {
            using (request)
            using (var answer = await http.SendAsync(request, bounded.Token))
                return new YouTubeCall(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(bounded.Token), null, answer.Headers.Location, Range(answer));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || failure is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return YouTubeCall.Not(new Unavailable(failure is OperationCanceledException ? "timeout" : "connection-lost"));
        }
    }

    private async Task<YouTubeCall> JudgeAsync(YouTubeCall call, string bucket, CancellationToken cancel)
    {
        if (call.Fault is not null || call.Status is null || (int)call.Status is < 400) return call;
        var reason = YouTubeAnswer.TryRead(call.Body)?.Reason;
        if (!YouTubeErrors.All.TryFind(reason, out var error)) return call with { Fault = Unknown(call.Status.Value, reason) };
        return call with { Fault = error.Fault == ProviderFault.DailyQuota ? await quota.ExhaustAsync(bucket, error.Code, cancel) : error.ToOutcome(RetryAfter.Default) };
    }

    private static SendOutcome Unknown(HttpStatusCode status, string? reason) => (int)status switch
    {
        429 => new Throttled(RetryAfter.Default, reason ?? "429"),
        401 or 403 => new Rejected(RejectionKind.Configuration, reason ?? $"http-{(int)status}"),
        >= 500 => new Unavailable($"http-{(int)status}"),
        _ => new Rejected(RejectionKind.Content, reason ?? $"http-{(int)status}"),
    };

    /// <summary>"Range: bytes=0-524287": half a MiB is there. Nothing is, where there is no such header.</summary>
    private static long Range(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Range", out var values) && values.First() is var range && range.StartsWith("bytes=0-", StringComparison.Ordinal)
        && long.TryParse(range["bytes=0-".Length..], System.Globalization.CultureInfo.InvariantCulture, out var last) ? last + 1 : 0;
}

/// <param name="Fault">Why there is no answer to go on with.</param>
/// <param name="Kept">Bytes of an upload that are there.</param>
internal sealed record YouTubeCall(HttpStatusCode? Status, byte[] Body, SendOutcome? Fault, Uri? Location, long Kept)
{
    public static YouTubeCall Not(SendOutcome why) => new(null, [], why, null, 0);

    /// <summary>Status or fault, for people and logs.</summary>
    public string Word => Fault switch
    {
        Rejected rejected => rejected.Code,
        QuotaUntil quota => quota.Code,
        Throttled throttled => throttled.Code,
        Unavailable away => away.Code,
        _ => $"http-{(int)Status!}",
    };
}
