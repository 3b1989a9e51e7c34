using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Publications;

/// <param name="Step">Hours after it was published: 24 or 168.</param>
/// <param name="Metric">people, views or listeners.</param>
public sealed record TaskFigure(int Step, string Metric, long Value);

/// <summary>Takes a figure that a person read off. One that stands is corrected by a further row with its reason; nothing is overwritten.</summary>
public sealed class EnterFigure(NpgsqlDataSource source, AuditTrail audit, TimeProvider clock)
{
    public static readonly IReadOnlyList<int> Steps = [24, 168];
    public static readonly IReadOnlyList<string> Metrics = ["people", "views", "listeners"];

    public async Task ExecuteAsync(Actor actor, int taskId, TaskFigure figure, string? reason, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        var where = $"task {taskId}";
        if (!Steps.Contains(figure.Step) || !Metrics.Contains(figure.Metric) || figure.Value < 0)
            throw new RefusedException("figure-shape", where,
                $"Số liệu: bước {string.Join("/", Steps)} giờ, loại {string.Join("/", Metrics)}, không âm.", $"A figure has a step ({string.Join(", ", Steps)} hours), a metric ({string.Join(", ", Metrics)}) and is not negative.");
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Locked: two who enter the first figure at once do not both pass for the first.
        var state = await connection.ExecuteScalarAsync<string?>(new("SELECT state FROM tasks WHERE task_id = @taskId FOR NO KEY UPDATE", new { taskId }, cancellationToken: cancel));
        if (state is not (TaskState.Done or TaskState.Measured))
            throw new RefusedException("task-state", where, "Chỉ nhập số liệu cho nhiệm vụ đã xong.", "Figures are entered for a task that is done.");
        var stands = await connection.ExecuteScalarAsync<bool>(new("SELECT EXISTS (SELECT FROM task_figures WHERE task_id = @taskId AND step = @Step AND metric = @Metric)",
            new { taskId, figure.Step, figure.Metric }, cancellationToken: cancel));
        if (stands && string.IsNullOrWhiteSpace(reason))
            throw new RefusedException("correction-reason", where, "Đã có số liệu này; muốn sửa phải ghi lý do.", "This figure stands already: a correction says why.");
        await connection.ExecuteAsync(new("""
            INSERT INTO task_figures (task_id, step, metric, value, reason, entered_by, entered_at) VALUES (@taskId, @Step, @Metric, @Value, @reason, @Name, @now);
            UPDATE tasks SET state = 'measured', changed_at = @now WHERE task_id = @taskId AND state = 'done'
            """, new { taskId, figure.Step, figure.Metric, figure.Value, reason, actor.Name, now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel));
        await audit.WriteAsync(connection, actor, stands ? "task.correct" : "task.measure", where, figure, cancel);
        await transaction.CommitAsync(cancel);
    }
}
