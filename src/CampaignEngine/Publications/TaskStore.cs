using CampaignEngine.Campaigns;
using Dapper;
using Npgsql;

namespace CampaignEngine.Publications;

/// <summary>The rows of tasks; each move is guarded by where it begins.</summary>
public sealed class TaskStore(NpgsqlDataSource source, TimeProvider clock)
{
    internal static async Task AddAsync(
        NpgsqlConnection connection, int runId, int place, PlannedPublication post, PlannedTask task, DateTimeOffset dueAt, DateTimeOffset expiresAt, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var (language, text) in post.Texts)
            await connection.ExecuteAsync(new("""
                INSERT INTO tasks (run_id, place, language, commune, channel, body, link, assets, assignee, escalate_to, due_at, expires_at, changed_at)
                SELECT @runId, @place, @language, c, @Channel, @body, @Link, @assets, @Assignee, @EscalateTo, @dueAt, @expiresAt, @at FROM unnest(@communes) AS c
                ON CONFLICT (run_id, place, language, commune) DO NOTHING -- written once
                """, new
            {
                runId,
                place,
                language,
                body = post.Media.Titles.TryGetValue(language, out var title) ? $"{title}\n\n{text}" : text,
                assets = Assets(post.Media, language),
                post.Channel,
                post.Link,
                task.Assignee,
                task.EscalateTo,
                communes = task.Communes is [] ? [""] : task.Communes.ToArray(),
                dueAt = dueAt.UtcDateTime,
                expiresAt = expiresAt.UtcDateTime,
                at = at.UtcDateTime,
            }, cancellationToken: cancel));
    }

    /// <summary>What the person needs for this language; the captions of a video are needed in all.</summary>
    private static int[] Assets(PlannedMedia media, string language) =>
        [.. media.Photos, .. media.Video is { } video ? [video] : Array.Empty<int>(), .. media.Captions.Values, .. media.Recordings.TryGetValue(language, out var recording) ? [recording] : Array.Empty<int>()];

    /// <summary>What time does to tasks. What has become overdue or escalated by this call comes back: somebody is to be told.</summary>
    public async Task<IReadOnlyList<AssistedTask>> SweepAsync(TimeSpan overdueAfter, TimeSpan escalateAfter, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var connection = await source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new("""
            UPDATE tasks t SET state = 'cancelled', changed_at = @now FROM runs r
            WHERE r.run_id = t.run_id AND r.state = 'cancelled' AND t.state = ANY(@open);
            UPDATE tasks SET state = 'expired', changed_at = @now WHERE state = ANY(@open) AND expires_at <= @now;
            UPDATE tasks SET state = 'due', changed_at = @now WHERE state = 'assigned' AND due_at <= @now
            """, new { now, open = TaskState.Open }, cancellationToken: cancel));
        return (await connection.QueryAsync<AssistedTask>(new($"""
            UPDATE tasks SET state = CASE WHEN due_at + @escalateAfter <= @now THEN 'escalated' ELSE 'overdue' END, changed_at = @now
            WHERE state = 'due' AND due_at + @overdueAfter <= @now OR state = 'overdue' AND due_at + @escalateAfter <= @now
            RETURNING {AssistedTask.Columns}
            """, new { now, overdueAfter, escalateAfter }, cancellationToken: cancel))).AsList();
    }

    /// <param name="open">Only what is still to be done.</param>
    public async Task<IReadOnlyList<AssistedTask>> ListAsync(int? runId, bool open, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<AssistedTask>(new($"""
            SELECT {AssistedTask.Columns} FROM tasks WHERE (@runId IS NULL OR run_id = @runId) AND (NOT @open OR state = ANY(@states)) ORDER BY due_at, task_id
            """, new { runId, open, states = TaskState.Open }, cancellationToken: cancel))).AsList();
    }

    public async Task<AssistedTask?> FindAsync(int taskId, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await FindAsync(connection, taskId, cancel);
    }

    internal static Task<AssistedTask?> FindAsync(NpgsqlConnection connection, int taskId, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<AssistedTask>(new($"SELECT {AssistedTask.Columns} FROM tasks WHERE task_id = @taskId", new { taskId }, cancellationToken: cancel));
}
