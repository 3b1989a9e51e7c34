using System.Net;
using CampaignEngine.Channels.Credentials;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Vssid;

/// <summary>Whether the app's side takes our signature: a notice that is not there is asked about.</summary>
internal sealed class VssidCheck(HttpClient http, IOptions<VssidOptions> options, VssidRequest requests, VssidKey key, CredentialStore store, TimeProvider time) : IChannelCheck
{
    public string Provider => VssidChannel.Name;

    public async Task<IReadOnlyList<CheckLine>> ExecuteAsync(CancellationToken cancel)
    {
        var line = CredentialCheck.Of(VssidSecrets.Key, await store.ListAsync(cancel), time.GetUtcNow());
        if (line.State == CheckState.Bad || await key.FindAsync(cancel) is not { } secret) return [line];
        var read = await CheckRead.GetAsync(http, requests.ForRead("0-0-0", secret), options.Value.LongestCall, cancel);
        return
        [
            line,
            read.Status switch
            {
                HttpStatusCode.OK when VssidEvent.TryRead(read.Body) is not null => new CheckLine("account", CheckState.Good, "Hệ thống VssID nhận chữ ký", "VssID's side takes the signature"),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new CheckLine("account", CheckState.Bad,
                    "Hệ thống VssID không nhận chữ ký: nhập lại khóa bằng 'campaign channel credential set vssid key', xem đồng hồ máy", "VssID's side does not take the signature: enter the key by 'campaign channel credential set vssid key', see the machine's clock"),
                _ => new CheckLine("account", CheckState.Bad, $"Hệ thống VssID không trả lời: {read.Word}", $"VssID's side does not answer: {read.Word}"),
            },
        ];
    }
}
