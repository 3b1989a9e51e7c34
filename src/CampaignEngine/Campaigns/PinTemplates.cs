using CampaignEngine.Consent;
using CampaignEngine.Recipients;
using CampaignEngine.Templates;
using Npgsql;

namespace CampaignEngine.Campaigns;

/// <summary>Looks the templates of a plan up and keeps the versions that are approved now.</summary>
public sealed class PinTemplates(TemplateCatalogue catalogue)
{
    internal async Task<IReadOnlyList<PinnedTemplate>> ExecuteAsync(NpgsqlConnection connection, CampaignPlan plan, List<Problem> problems, CancellationToken cancel)
    {
        var pinned = new List<PinnedTemplate>();
        foreach (var (channel, at) in plan.Channels.Select((channel, at) => (channel, at)))
        {
            var where = $"$.channels[{at}]";
            if (!ChannelAddress.Channels.Contains(channel.Channel))
            {
                problems.Add(UnknownChannel(where, channel.Channel));
                continue;
            }
            var versions = await catalogue.ApprovedAsync(connection, channel.Template, channel.Channel, cancel);
            // Everyone's last fallback: without it some people would have no text at all.
            if (versions.All(v => v.Language != Languages.Vietnamese)) problems.Add(NotApproved(where, channel));
            else if (versions.FirstOrDefault(v => v.Class != plan.Class.ToString()) is { } other) problems.Add(OtherClass(where, plan, other));
            else pinned.Add(new(channel.Channel, channel.Template, [.. versions.OrderBy(v => v.Language, StringComparer.Ordinal).Select(Pin)]));
        }
        return pinned;
    }

    private static PinnedVersion Pin(TemplateVersion version) => new(version.TemplateId, version.Language, version.Version, PinnedVersion.Hash(version.Body));

    private static Problem UnknownChannel(string where, string channel) => new("unknown-channel", $"{where}.channel",
        $"Không có kênh '{channel}'.", $"There is no channel '{channel}'.");

    private static Problem NotApproved(string where, PlannedChannel channel) => new("template-not-approved", $"{where}.template",
        $"Mẫu '{channel.Template}' chưa có bản tiếng Việt (vi) được duyệt cho kênh {channel.Channel}. Người duyệt chạy: campaign template approve {channel.Template}.",
        $"Template '{channel.Template}' has no approved Vietnamese (vi) version for channel {channel.Channel}. An approver runs: campaign template approve {channel.Template}.");

    private static Problem OtherClass(string where, CampaignPlan plan, TemplateVersion version) => new("other-class", $"{where}.template",
        $"Mẫu '{version.Key}' được duyệt là {version.Class}, chiến dịch lại ghi {plan.Class}.",
        $"Template '{version.Key}' was approved as {version.Class}, the campaign says {plan.Class}.");
}
