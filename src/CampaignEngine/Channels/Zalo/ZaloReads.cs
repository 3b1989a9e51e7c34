using System.Net;

namespace CampaignEngine.Channels.Zalo;

/// <summary>One question to Zalo's business side for people: a refused token is renewed and the question asked again, once.</summary>
internal sealed class ZaloReads(HttpClient http, ZaloOptions options, ZaloTokens tokens, ZaloRequest requests)
{
    /// <returns>The answer's body where Zalo's error is 0; else why not, in a code with its meaning.</returns>
    public async Task<(byte[]? Body, string? Fault)> GetAsync(string pathAndQuery, CancellationToken cancel)
    {
        string? refused = null;
        while (true)
        {
            var (token, failure) = await tokens.GetAsync(refused, cancel);
            if (token is null) return (null, failure is Rejected { Code: var why } ? why : "token-not-renewed");
            var read = await CheckRead.GetAsync(http, requests.ForRead(pathAndQuery, token), options.LongestCall, cancel);
            var error = read.Status == HttpStatusCode.OK ? ZaloAnswer.TryRead(read.Body)?.Error ?? "malformed-answer" : read.Word;
            if (error == ZaloErrors.None) return (read.Body, null);
            if (refused is not null || !ZaloErrors.IsOfToken(error)) return (null, ZaloErrors.All.TryFind(error, out var known) ? $"{error} {known.Meaning}" : error);
            refused = token.Access;
        }
    }
}
