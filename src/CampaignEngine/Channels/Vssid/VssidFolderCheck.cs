using CampaignEngine.Channels.Credentials;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Vssid;

/// <summary>Whether files can be handed over: the key is there, and the folder can be written.</summary>
internal sealed class VssidFolderCheck(VssidResultFiles results, IOptions<VssidOptions> options, CredentialStore store, TimeProvider time) : IChannelCheck
{
    public string Provider => VssidChannel.Name;

    public async Task<IReadOnlyList<CheckLine>> ExecuteAsync(CancellationToken cancel) =>
        [CredentialCheck.Of(VssidSecrets.Key, await store.ListAsync(cancel), time.GetUtcNow()), await FolderAsync(cancel)];

    private async Task<CheckLine> FolderAsync(CancellationToken cancel)
    {
        try
        {
            var probe = Path.Combine(Directory.CreateDirectory(Path.Combine(options.Value.Folder, VssidFiles.Out)).FullName, ".check");
            await File.WriteAllTextAsync(probe, "", cancel);
            File.Delete(probe);
            var waiting = results.Waiting().Count;
            return new CheckLine("folder", CheckState.Good, $"Ghi được thư mục; {waiting} tệp kết quả đang chờ", $"The folder can be written; {waiting} result files wait");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new CheckLine("folder", CheckState.Bad, "Không ghi được thư mục Vssid:Folder; hãy kiểm tra ổ đĩa và quyền", "Vssid:Folder cannot be written; see the disk and its permissions");
        }
    }
}
