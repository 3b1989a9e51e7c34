using CampaignEngine.Campaigns;
using CampaignEngine.Dispatch;
using Dapper;
using Npgsql;

namespace CampaignEngine.Publications;

/// <summary>Writes down, with the launch, what a run publishes: each post in each of its languages.</summary>
public sealed class PlanPublishing : ILaunchStep
{
    public async Task ApplyAsync(NpgsqlConnection connection, int runId, CampaignPlan plan, DateTimeOffset launchedAt, CancellationToken cancel)
    {
        foreach (var (at, post) in plan.Publications.Index())
            foreach (var (language, body) in post.Texts)
                await connection.ExecuteAsync(new("""
                    INSERT INTO publications (run_id, place, channel, language, body, link, publish_at, expires_at, changed_at)
                    VALUES (@runId, @place, @Channel, @language, @body, @Link, @publishAt, @expiresAt, @changedAt)
                    ON CONFLICT (run_id, place, language) DO NOTHING -- written once
                    """, new
                {
                    runId,
                    place = at + 1,
                    post.Channel,
                    language,
                    body,
                    post.Link,
                    publishAt = (post.PublishAt ?? plan.Schedule.StartsAt(launchedAt)).UtcDateTime,
                    expiresAt = plan.Schedule.ExpiresAt(launchedAt).UtcDateTime,
                    changedAt = launchedAt.UtcDateTime,
                }, cancellationToken: cancel));
    }
}
