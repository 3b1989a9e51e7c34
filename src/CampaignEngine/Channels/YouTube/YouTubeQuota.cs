using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.YouTube;

/// <summary>The project's quotas of a Pacific day, spent before each call: videos in one bucket, units of all other calls in another.</summary>
internal sealed class YouTubeQuota(UnitLedger ledger, IOptions<YouTubeOptions> options, TimeProvider clock)
{
    public const string Videos = "videos";
    public const string Units = "units";

    /// <returns>Null: go on.</returns>
    public async Task<QuotaUntil?> SpendAsync(string bucket, int amount, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await ledger.SpendAsync(YouTubePublisher.Name, bucket, PacificDay.Of(now), amount, Most(bucket), cancel) ? null : new QuotaUntil(PacificDay.End(now), $"{bucket}-spent");
    }

    /// <summary>YouTube says so.</summary>
    public async Task<QuotaUntil> ExhaustAsync(string bucket, string code, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await ledger.ExhaustAsync(YouTubePublisher.Name, bucket, PacificDay.Of(now), Most(bucket), cancel);
        return new QuotaUntil(PacificDay.End(now), code);
    }

    public async Task<(int Used, int Most)> ReadAsync(string bucket, CancellationToken cancel) =>
        (await ledger.UsedAsync(YouTubePublisher.Name, bucket, PacificDay.Of(clock.GetUtcNow()), cancel), Most(bucket));

    private int Most(string bucket) => bucket == Videos ? options.Value.VideosPerDay : options.Value.UnitsPerDay;
}
