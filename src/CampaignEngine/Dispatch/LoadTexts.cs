using CampaignEngine.Calendar;
using CampaignEngine.Campaigns;
using CampaignEngine.Scheme;
using CampaignEngine.Templates;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Reads the pinned texts of a run.</summary>
public sealed class LoadTexts(NpgsqlDataSource source, TemplateCatalogue catalogue, TimeProvider clock, IOptions<TemplateOptions> options)
{
    /// <returns>Null where a text is not, word for word, the one whose hash the plan holds.</returns>
    internal async Task<RunTexts?> ExecuteAsync(NpgsqlConnection connection, LaunchedRun run, CancellationToken cancel)
    {
        // A run may be rendered long before it is sent, and its figures are those of the days it is sent on.
        var firstDay = VietnamTime.DayOf(run.StartsAt > clock.GetUtcNow() ? run.StartsAt : clock.GetUtcNow());
        var settings = MergeSettings.For(options.Value, await SchemeParameters.LoadAsync(source, cancel), firstDay, VietnamTime.DayOf(run.ExpiresAt));
        var channels = new List<ChannelTexts>();
        foreach (var channel in run.Plan.Channels)
        {
            var pinned = run.Campaign.Pinned.TemplateOf(channel).Versions;
            var versions = await catalogue.ByIdAsync(connection, [.. pinned.Select(v => v.TemplateId)], cancel);
            if (!pinned.All(p => versions.Any(v => v.TemplateId == p.TemplateId && PinnedVersion.Hash(v.Body) == p.BodyHash))) return null;
            channels.Add(new ChannelTexts(channel, run.Plan.Limits, versions, new MessageRenderer(settings)));
        }
        return new RunTexts(channels);
    }
}
