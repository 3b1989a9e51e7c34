using CampaignEngine.Campaigns;
using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Intake;
using CampaignEngine.Recipients;
using CampaignEngine.Templates;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Authenticity;

/// <summary>
/// The texts of campaigns that run or ended in the last thirty days, what was published in that time and still stands, and the words that confirm refusals. Kept for half a minute: the page that
/// asks is open to everybody, and what is current changes with a launch.
/// </summary>
public sealed class CurrentTexts(
    NpgsqlDataSource source, TemplateCatalogue catalogue, IEnumerable<IChannel> channels, IOptions<TemplateOptions> agency, IOptions<IntakeOptions> intake, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Ran = TimeSpan.FromDays(30);
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim loading = new(1);
    private (DateTimeOffset At, IReadOnlyList<CurrentText> Texts) known = (DateTimeOffset.MinValue, []);

    public async Task<IReadOnlyList<CurrentText>> ListAsync(CancellationToken cancel)
    {
        await loading.WaitAsync(cancel);
        try
        {
            var now = clock.GetUtcNow();
            if (now - known.At >= Kept) known = (now, [.. await OfCampaignsAsync(now - Ran, cancel), .. await PublishedAsync(now - Ran, cancel), .. Confirmations()]);
            return known.Texts;
        }
        finally
        {
            loading.Release();
        }
    }

    public void Dispose() => loading.Dispose();

    private async Task<IReadOnlyList<CurrentText>> OfCampaignsAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var campaigns = (await connection.QueryAsync<int>(new CommandDefinition("""
            SELECT DISTINCT campaign_id FROM runs WHERE campaign_id IS NOT NULL AND (finished_at IS NULL OR finished_at >= @since) ORDER BY campaign_id DESC
            """, new { since }, cancellationToken: cancel))).AsList();
        var pinned = new List<PinnedVersion>();
        foreach (var campaign in campaigns)
            pinned.AddRange((await CampaignStore.GetAsync(connection, campaign, cancel)).Pinned.Templates.SelectMany(t => t.Versions));
        // The very words whose hash was approved, and no others.
        var hashes = pinned.DistinctBy(v => v.TemplateId).ToDictionary(v => v.TemplateId, v => v.BodyHash);
        return [.. (await catalogue.ByIdAsync(connection, [.. hashes.Keys], cancel))
            .Where(version => version.Approved && PinnedVersion.Hash(version.Body) == hashes[version.TemplateId])
            .DistinctBy(version => (version.Channel, version.Body))
            .Select(version => new CurrentText(version.Channel, version.Language, Senders(version.Channel),
                version.ProviderTemplate is null ? TextShape.Of(version, agency.Value) : null))];
    }

    /// <summary>Posts, and what people published for us and proved. What is only planned is nobody's to know.</summary>
    private async Task<IReadOnlyList<CurrentText>> PublishedAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var posts = await connection.QueryAsync<(string Channel, string Language, string Body, string? Stands)>(new("""
            SELECT channel, language, body, url FROM publications WHERE state = 'published' AND published_at >= @since
            UNION SELECT channel, language, body, CASE WHEN channel <> 'loudspeaker' THEN proof END FROM tasks WHERE state IN ('done', 'measured') AND done_at >= @since
            ORDER BY 1, 2, 3
            """, new { since = since.UtcDateTime }, cancellationToken: cancel));
        return [.. posts.DistinctBy(p => (p.Channel, p.Body)).Select(p => new CurrentText(p.Channel, p.Language, [], TextShape.Of(p.Body, agency.Value), p.Stands ?? ""))];
    }

    private IEnumerable<CurrentText> Confirmations() => ((string[])[intake.Value.ConfirmCampaigns, intake.Value.ConfirmEverything]).Select(words =>
        new CurrentText(ChannelAddress.Sms, Languages.Vietnamese, Senders(ChannelAddress.Sms), TextShape.Of(words, "{time}", @"\d{2}:\d{2}ngay\d{2}/\d{2}/\d{4}", agency.Value)));

    private IReadOnlyList<string> Senders(string medium) =>
        [.. channels.Where(c => c.Medium == medium && c.SenderName is not null).Select(c => c.SenderName!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
