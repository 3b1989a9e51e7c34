using System.Net;
using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Channels.Zalo;

/// <summary>Whether Zalo would take messages: the secrets, the token of the moment, and the day's quota, which is read from Zalo.</summary>
internal sealed class ZaloCheck(
    HttpClient http, ZaloOptions options, CredentialStore store, ZaloTokens tokens, ZaloRequest requests, QuotaLedger quotas, TimeProvider time) : IChannelCheck
{
    public string Provider => ZaloChannel.Name;

    public async Task<IReadOnlyList<CheckLine>> ExecuteAsync(CancellationToken cancel)
    {
        var rows = await store.ListAsync(cancel);
        List<CheckLine> lines = [.. ZaloSecrets.All.Select(name => CredentialCheck.Of(name, rows, time.GetUtcNow()))];
        if (lines.Any(line => line.State == CheckState.Bad && line.Subject != ZaloSecrets.OaSecret.Name)) return lines;
        lines.Add(await QuotaAsync(refused: null, cancel));
        // Its renewal may have shown that the token must be consented to anew.
        lines[0] = CredentialCheck.Of(ZaloSecrets.Token, await store.ListAsync(cancel), time.GetUtcNow());
        return lines;
    }

    private async Task<CheckLine> QuotaAsync(string? refused, CancellationToken cancel)
    {
        var (token, failure) = await tokens.GetAsync(refused, cancel);
        if (token is null) return Bad($"không có access token dùng được ({failure!.GetType().Name})", $"there is no access token that serves ({failure.GetType().Name})");
        var read = await CheckRead.GetAsync(http, requests.ForRead("/message/quota", token), options.LongestCall, cancel);
        var answer = read.Status == HttpStatusCode.OK ? ZaloAnswer.TryRead(read.Body) : null;
        if (refused is null && ZaloErrors.IsOfToken(answer?.Error)) return await QuotaAsync(token.Access, cancel);
        if (answer is not { Error: ZaloErrors.None, Quota: { } quota })
            return Bad($"Zalo không trả lời hạn mức: {Word(answer?.Error ?? read.Word)}", $"Zalo does not tell the quota: {Word(answer?.Error ?? read.Word)}");
        await quotas.SetAsync(ZaloChannel.Name, quota, cancel);
        return new CheckLine("quota", quota.Remaining > 0 ? CheckState.Good : CheckState.Warning, $"còn {quota.Remaining} / {quota.Most} tin hôm nay", $"{quota.Remaining} of {quota.Most} messages are left today");
    }

    private static string Word(string code) => ZaloErrors.All.TryFind(code, out var error) ? $"{code} {error.Meaning}" : code;

    private static CheckLine Bad(string vi, string en) => new("quota", CheckState.Bad, vi, en);
}
