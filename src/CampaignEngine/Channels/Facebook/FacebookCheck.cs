using System.Net;
using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Channels.Facebook;

/// <summary>Whether Facebook knows the page and its token: the secrets, and one reading of the page's name.</summary>
internal sealed class FacebookCheck(FacebookPublisher publisher, CredentialStore store, TimeProvider time) : IChannelCheck
{
    public string Provider => FacebookPublisher.Name;

    public async Task<IReadOnlyList<CheckLine>> ExecuteAsync(CancellationToken cancel)
    {
        var rows = await store.ListAsync(cancel);
        List<CheckLine> lines = [.. FacebookSecrets.All.Select(name => CredentialCheck.Of(name, rows, time.GetUtcNow()))];
        if (lines.All(line => line.State != CheckState.Bad) && await publisher.ReadPageAsync(cancel) is { } read) lines.Add(Of(read));
        return lines;
    }

    private static CheckLine Of(CheckRead read) => FacebookAnswer.TryRead(read.Body) switch
    {
        { Code: { } code } => Bad($"Facebook từ chối ({code}): lấy token mới của đúng trang", $"Facebook refuses ({code}): get a new token of this very page"),
        { Id: not null } page when read.Status == HttpStatusCode.OK =>
            new("page", CheckState.Good, $"Facebook nhận trang {FacebookAnswer.Text(page.Root, "name")}", $"Facebook takes the page {FacebookAnswer.Text(page.Root, "name")}"),
        _ => Bad($"Facebook không trả lời: {read.Word}", $"Facebook does not answer: {read.Word}"),
    };

    private static CheckLine Bad(string vi, string en) => new("page", CheckState.Bad, vi, en);
}
