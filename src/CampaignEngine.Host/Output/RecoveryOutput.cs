using CampaignEngine.Calendar;
using CampaignEngine.Dispatch;

namespace CampaignEngine.Host.Output;

/// <summary>The recovery as text for people, or as one JSON object.</summary>
internal static class RecoveryOutput
{
    public static void Standing(RecoveryStanding standing, bool json)
    {
        if (json)
        {
            JsonOutput.Print(standing);
            return;
        }
        if (standing.Since is not { } since)
        {
            Console.WriteLine("Không ở chế độ phục hồi. / Not in recovery.");
            return;
        }
        Console.WriteLine($"Đang phục hồi ({standing.Reason}): không gửi tin nào. Những gì gửi sau {VietnamTime.Of(since):dd/MM/yyyy HH:mm:ss} không còn được biết.");
        Console.WriteLine($"In recovery ({standing.Reason}): nothing is sent. What went out after {VietnamTime.Of(since):dd/MM/yyyy HH:mm:ss} (Vietnam time) is not known.");
        foreach (var run in standing.Runs)
            Console.WriteLine($"  run {run.RunId,-8}{run.State,-12} pending {run.Pending,10:N0}  in doubt {run.InDoubt,8:N0}{(run.Untouched ? "  chưa bắt đầu / not begun" : run.Whole ? "" : "  chưa tạo xong tin / not rendered")}");
        Console.WriteLine("Hãy xem lại tin trả lời và từ chối nhận được sau thời điểm đó, và các chiến dịch phát sau đó. / Look again at replies and refusals that came after it, and at campaigns launched after it: they are not here.");
        Console.WriteLine("campaign recovery confirm --doubt | --nothing-sent");
    }
}
