using Microsoft.Extensions.Logging;

namespace CampaignEngine.Publications;

/// <summary>Lets time act on tasks, and says in the log who is to be told; lists show the same.</summary>
public sealed class SweepTasks(TaskStore store, ILogger<SweepTasks> log)
{
    public static readonly TimeSpan OverdueAfter = TimeSpan.FromHours(2);
    public static readonly TimeSpan EscalateAfter = TimeSpan.FromHours(24);

    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var late = await store.SweepAsync(OverdueAfter, EscalateAfter, cancel);
        foreach (var task in late)
            log.LogWarning("Task {Task} ({Channel}) is {State}: tell {Who}", task.TaskId, task.Channel, task.State, task.State == TaskState.Escalated ? task.EscalateTo : task.Assignee);
        return late.Count;
    }
}
