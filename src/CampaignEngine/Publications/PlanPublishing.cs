using CampaignEngine.Campaigns;
using CampaignEngine.Dispatch;
using CampaignEngine.Recipients;
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
        var media = PublicationMedia.Write(post);
        foreach (var (language, body) in Posts(post))
            await connection.ExecuteAsync(new("""
                WITH added AS (
                    INSERT INTO publications (run_id, place, channel, language, body, link, media, publish_at, expires_at, changed_at)
                    VALUES (@runId, @place, @Channel, @language, @body, @Link, @media::jsonb, @publishAt, @expiresAt, @changedAt)
                    ON CONFLICT (run_id, place, language) DO NOTHING -- written once
                    RETURNING publication_id)
                INSERT INTO captions (publication_id, language, asset_id) SELECT a.publication_id, c.language, c.asset_id FROM added a CROSS JOIN unnest(@tongues, @files) AS c (language, asset_id)
                """, new
            {
                runId,
                place,
                post.Channel,
                language,
                body,
                post.Link,
                media,
                tongues = post.Media.Captions.Keys.ToArray(),
                files = post.Media.Captions.Values.ToArray(),
                publishAt = publishAt.UtcDateTime,
                expiresAt = expiresAt.UtcDateTime,
                changedAt = at.UtcDateTime,
            }, cancellationToken: cancel));
    }

    /// <summary>Each language a post of its own; a video is one, with the words of all.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Posts(PlannedPublication post) => post.Channel != PlanPublications.YouTube ? post.Texts :
        [post.Texts.OrderBy(t => t.Key == Languages.Vietnamese ? "" : t.Key, StringComparer.Ordinal).First()];
}
