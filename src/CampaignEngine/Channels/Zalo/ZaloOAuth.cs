using System.Net;
using System.Text;
using System.Text.Json;
using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Channels.Zalo;

/// <summary>
/// <c>POST /v4/oa/access_token</c>: gives the refresh token for a new pair. A write like a send, with the same line between what was not sent and
/// what is not known.
/// </summary>
internal sealed class ZaloOAuth(HttpClient http, ZaloOptions options, TimeProvider time)
{
    private const int LongestWords = 200;

    public async Task<Renewal> AskAsync(string refreshToken, string appSecret)
    {
        ZaloTokenPair? pair = null;
        var words = "";
        // The outcomes of a send are those of any write; the pair itself comes out beside them.
        var post = new SenderPost(http, options, time, (status, body, asked) => Read(status, body, asked, ref pair, ref words));
        using var content = new WatchedContent(
            new FormWriter().Add("refresh_token"u8, refreshToken).Add("app_id"u8, options.AppId).Add("grant_type"u8, "refresh_token").Written, FormWriter.MediaType);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.OAuthUrl.TrimEnd('/') + "/v4/oa/access_token") { Content = content };
        request.Headers.TryAddWithoutValidation("secret_key", appSecret);
        return await post.SendAsync(request, content, CancellationToken.None) switch
        {
            Accepted => new Renewed(pair!.Write(), time.GetUtcNow().AddDays(options.RefreshTokenDays)),
            // Whatever a provider echoes: what is kept and shown holds no secret.
            Rejected => new RenewalRefused(words.Replace(refreshToken, "…", StringComparison.Ordinal).Replace(appSecret, "…", StringComparison.Ordinal)),
            InDoubt doubt => new RenewalUnknown(doubt.Code),
            Throttled throttled => new RenewalPutOff(throttled.Code),
            Unavailable unavailable => new RenewalPutOff(unavailable.Code),
            var other => new RenewalUnknown(other.GetType().Name),
        };
    }

    private SendOutcome Read(HttpStatusCode status, byte[] body, TimeSpan? asked, ref ZaloTokenPair? pair, ref string words)
    {
        if ((int)status is 401 or 403 or 404 or 405 or 429) return new Throttled(RetryAfter.Of(asked), $"http-{(int)status}");
        if ((int)status >= 500 || (int)status == 408 || (int)status is >= 300 and < 400) return new InDoubt($"http-{(int)status}");
        if (ZaloAnswer.TryRead(body) is not { } answer) return new InDoubt("malformed-answer");
        if (answer.Error is { } code && code != ZaloErrors.None)
        {
            words = Words(body, code);
            return ZaloErrors.All.TryFind(code, out var error) && error.Fault is ProviderFault.TooFast or ProviderFault.QueueFull
                ? new Throttled(RetryAfter.Of(asked), code) : new Rejected(RejectionKind.Configuration, code);
        }
        pair = ZaloTokenPair.TryRead(Encoding.UTF8.GetString(body), time.GetUtcNow());
        return pair?.Access is null ? new InDoubt("malformed-answer") : new Accepted(null);
    }

    /// <summary>What Zalo says for people.</summary>
    private static string Words(byte[] body, string code)
    {
        using var document = JsonDocument.Parse(body);
        var texts = (string[])["error_name", "error_description", "message"];
        var said = string.Join(": ", texts.Select(name => document.RootElement.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null)
            .Where(text => !string.IsNullOrEmpty(text)).Distinct());
        return $"{code} {(said.Length > LongestWords ? said[..LongestWords] : said)}".TrimEnd();
    }
}
