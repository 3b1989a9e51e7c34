using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Channels.Zalo;

/// <summary>Whether Zalo would take messages: the secrets, the token of the moment, and the day's quota, which is read from Zalo.</summary>
internal sealed class ZaloCheck(CredentialStore store, ZaloReads reads, QuotaLedger quotas, TimeProvider time) : IChannelCheck
{
    public string Provider => ZaloChannel.Name;

    public async Task<IReadOnlyList<CheckLine>> ExecuteAsync(CancellationToken cancel)
    {
        var rows = await store.ListAsync(cancel);
        List<CheckLine> lines = [.. ZaloSecrets.All.Select(name => CredentialCheck.Of(name, rows, time.GetUtcNow()))];
        if (lines.Any(line => line.State == CheckState.Bad && line.Subject != ZaloSecrets.OaSecret.Name)) return lines;
        lines.Add(await QuotaAsync(cancel));
        // Its renewal may have shown that the token must be consented to anew.
        lines[0] = CredentialCheck.Of(ZaloSecrets.Token, await store.ListAsync(cancel), time.GetUtcNow());
        return lines;
    }

    private async Task<CheckLine> QuotaAsync(CancellationToken cancel)
    {
        var (body, fault) = await reads.GetAsync("/message/quota", cancel);
        if (body is null || ZaloAnswer.TryRead(body) is not { Quota: { } quota })
            return Bad($"Zalo không trả lời hạn mức: {fault ?? "malformed-answer"}", $"Zalo does not tell the quota: {fault ?? "malformed-answer"}");
        await quotas.SetAsync(ZaloChannel.Name, quota, cancel);
        return new CheckLine("quota", quota.Remaining > 0 ? CheckState.Good : CheckState.Warning, $"còn {quota.Remaining} / {quota.Most} tin hôm nay", $"{quota.Remaining} of {quota.Most} messages are left today");
    }

    private static CheckLine Bad(string vi, string en) => new("quota", CheckState.Bad, vi, en);
}
