using System.Globalization;
using CampaignEngine.Calendar;
using CampaignEngine.Campaigns;
using CampaignEngine.Links;

namespace CampaignEngine.Publications;

/// <summary>What a confirmation must hold, and the words it is refused with.</summary>
internal static class TaskRules
{
    // Somebody was early, or the clocks differ; more is another event.
    internal static readonly TimeSpan Early = TimeSpan.FromDays(1);

    private const int LongestPlace = 200;

    public static Problem? Fault(AssistedTask task, TaskProof proof, AddressRules addresses, DateTimeOffset now)
    {
        var where = $"task {task.TaskId}";
        if (proof.At > now || proof.At < task.DueAt - Early)
            return new Problem("proof-time", where,
                $"Thời điểm đăng phải từ {Time(task.DueAt - Early)} đến bây giờ.", $"The moment of publishing lies between {Time(task.DueAt - Early)} and now (Vietnam time).");
        if (task.IsBroadcast)
            return proof.Where.Trim() is { Length: > 0 and <= LongestPlace } place && !place.Any(char.IsControl) ? null : new Problem("proof-place", where,
                $"Ghi nơi đã phát, tối đa {LongestPlace} ký tự.", $"Say where it was broadcast, in at most {LongestPlace} characters.");
        if (task.Channel == PlanPublications.Portal && proof.Where.Trim() != task.Link)
            return new Problem("proof-link", where,
                $"Bài phải ở đúng địa chỉ mà các bài đăng dẫn tới: {task.Link}", $"The article must stand where the campaign's posts lead: {task.Link}");
        return addresses.Fault(proof.Where, task.Channel);
    }

    public static RefusedException NotOpen(int taskId) => new("task-state", $"task {taskId}",
        $"Không có nhiệm vụ số {taskId} đang mở.", $"There is no open task {taskId}.");

    private static string Time(DateTime utc) => VietnamTime.Of(new DateTimeOffset(utc, TimeSpan.Zero)).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
