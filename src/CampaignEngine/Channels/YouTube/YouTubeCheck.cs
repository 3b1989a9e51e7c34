using CampaignEngine.Channels.Credentials;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.YouTube;

/// <summary>Whether YouTube knows the channel and our consent, and what is left of the day's quota.</summary>
internal sealed class YouTubeCheck(YouTubePublisher publisher, YouTubeQuota quota, IOptions<YouTubeOptions> options, CredentialStore store, TimeProvider time) : IChannelCheck
{
    public string Provider => YouTubePublisher.Name;

    public async Task<IReadOnlyList<CheckLine>> ExecuteAsync(CancellationToken cancel)
    {
        var rows = await store.ListAsync(cancel);
        List<CheckLine> lines = [.. YouTubeSecrets.All.Select(name => CredentialCheck.Of(name, rows, time.GetUtcNow()))];
        if (lines.Any(line => line.State == CheckState.Bad)) return lines;
        lines.Add(Of(await publisher.ReadChannelAsync(cancel)));
        foreach (var bucket in new[] { YouTubeQuota.Videos, YouTubeQuota.Units })
        {
            var (used, most) = await quota.ReadAsync(bucket, cancel);
            lines.Add(new CheckLine($"quota {bucket}", used < most ? CheckState.Good : CheckState.Warning, $"đã dùng {used} / {most} hôm nay (giờ California)", $"{used} of {most} are used today (California)"));
        }
        return lines;
    }

    private CheckLine Of(YouTubeCall call)
    {
        if (call.Fault is not null || YouTubeAnswer.TryRead(call.Body) is not { } answer) return Bad($"YouTube không nhận: {call.Word}", $"YouTube refuses: {call.Word}");
        var mine = answer.Items.FirstOrDefault(item => YouTubeAnswer.Text(item, "id") == options.Value.ChannelId);
        return mine.ValueKind == System.Text.Json.JsonValueKind.Object
            ? new CheckLine("channel", CheckState.Good, $"YouTube nhận kênh {YouTubeAnswer.Text(mine, "snippet", "title")}", $"YouTube takes the channel {YouTubeAnswer.Text(mine, "snippet", "title")}")
            : Bad("người đã cấp quyền không quản lý kênh ghi ở YouTube:ChannelId", "who consented does not manage the channel of YouTube:ChannelId");
    }

    private static CheckLine Bad(string vi, string en) => new("channel", CheckState.Bad, vi, en);
}
