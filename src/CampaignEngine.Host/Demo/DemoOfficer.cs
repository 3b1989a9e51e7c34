using System.Globalization;
using CampaignEngine.Calendar;
using CampaignEngine.Publications;

namespace CampaignEngine.Host.Demo;

/// <summary>Somebody without an account who posts on Lotus by hand and says so over the task's link, as from a telephone. The bulletin stays to be read out.</summary>
internal sealed class DemoOfficer(EngineSession engine)
{
    public async Task ConfirmAsync(int runId, CancellationToken cancel)
    {
        var now = VietnamTime.Of(engine.Get<TimeProvider>().GetUtcNow()).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        using var http = new HttpClient();
        foreach (var task in await engine.Get<TaskStore>().ListAsync(runId, open: true, cancel))
        {
            if (task.IsBroadcast) continue;
            var link = await engine.Get<TaskLink>().MakeAsync(engine.Actor, task.TaskId, cancel);
            using var form = new FormUrlEncodedContent([new("at", now), new("where", $"https://lotus.vn/w/post/{task.TaskId}.htm")]);
            using var answer = await http.PostAsync(link, form, cancel);
            answer.EnsureSuccessStatusCode();
            DemoOutput.Step($"nhiệm vụ {task.TaskId} ({task.Channel}): {task.Assignee} đã xác nhận qua liên kết", $"task {task.TaskId} ({task.Channel}) confirmed over its one-time link");
        }
    }
}
