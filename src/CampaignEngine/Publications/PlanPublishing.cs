using CampaignEngine.Campaigns;
using CampaignEngine.Dispatch;
using Dapper;
using Npgsql;

namespace CampaignEngine.Publications;

/// <summary>Writes down, with the launch, what a run publishes: each post in each of its languages, by machine or by a person.</summary>
public sealed class PlanPublishing : ILaunchStep
{
    public async Task ApplyAsync(NpgsqlConnection connection, int runId, CampaignPlan plan, DateTimeOffset launchedAt, CancellationToken cancel)
    {
        var expiresAt = plan.Schedule.ExpiresAt(launchedAt);
        foreach (var (at, post) in plan.Publications.Index())
        {
            var publishAt = post.PublishAt ?? plan.Schedule.StartsAt(launchedAt);
            if (post.Task is { } task) await TaskStore.AddAsync(connection, runId, at + 1, post, task, publishAt, expiresAt, launchedAt, cancel);
            else await AddAsync(connection, runId, at + 1, post, publishAt, expiresAt, launchedAt, cancel);
        }
    }

    private static async Task AddAsync(
        NpgsqlConnection connection, int runId, int place, PlannedPublication post, DateTimeOffset publishAt, DateTimeOffset expiresAt, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var (language, body) in post.Texts)
            await connection.ExecuteAsync(new("""
                INSERT INTO publications (run_id, place, channel, language, body, link, publish_at, expires_at, changed_at)
                VALUES (@runId, @place, @Channel, @language, @body, @Link, @publishAt, @expiresAt, @changedAt)
                ON CONFLICT (run_id, place, language) DO NOTHING -- written once
                """, new
            {
                runId,
                place,
                post.Channel,
                language,
                body,
                post.Link,
                publishAt = publishAt.UtcDateTime,
                expiresAt = expiresAt.UtcDateTime,
                changedAt = at.UtcDateTime,
            }, cancellationToken: cancel));
    }
}
