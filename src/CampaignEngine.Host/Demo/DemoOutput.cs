using System.Globalization;
using CampaignEngine.Dispatch;
using CampaignEngine.Host.Output;

namespace CampaignEngine.Host.Demo;

/// <summary>What the demo says while it runs and at its end.</summary>
internal static class DemoOutput
{
    private static readonly CultureInfo Vietnam = CultureInfo.GetCultureInfo("vi-VN");

    public static void Step(FormattableString vi, FormattableString en) =>
        Console.WriteLine($"• {vi.ToString(Vietnam)}\n  {en.ToString(CultureInfo.InvariantCulture)}");

    public static void Begin(string simulator, string folder) => Step(
        $"các nhà cung cấp mô phỏng {simulator} (Zalo, SMS qua Twilio, Facebook), biên nhận tới máy người nhận, {DemoSettings.PartsPerSecond} phần/giây, không giới hạn một tin mỗi ngày cho một số; dữ liệu ở {folder}",
        $"simulated providers {simulator} (Zalo, SMS by Twilio, Facebook), receipts that prove the handset, {DemoSettings.PartsPerSecond} parts/s, no cap of one message a day to a number; data in {folder}");

    /// <summary>The tokens are of invented users in a database that the next demo throws away.</summary>
    public static void Stay(string address, DemoUsers users) => Console.WriteLine($"""

        trang trạng thái / status page   {address}/
        API                              {address}/api/v1/runs   (Authorization: Bearer TOKEN; {address}/api/openapi.json)
        Hangfire                         {address}/hangfire
        minh (manager)                   {users.ManagerToken}
        lan (approver)                   {users.ApproverToken}
        Ctrl-C dừng / stops
        """);

    /// <summary>One line rewritten on a terminal; nothing in a pipe.</summary>
    public static void Progress(RunStanding standing)
    {
        if (!Console.IsOutputRedirected)
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"\r  {standing.State}: {standing.Members.Targeted - standing.Members.Open} / {standing.Members.Targeted}      "));
    }

    public static void ProgressEnd()
    {
        if (!Console.IsOutputRedirected) Console.WriteLine();
    }

    public static void End(DemoResult result)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            đối chiếu / reconciliation
              targeted {result.Targeted} = delivered {result.Delivered} + undelivered {result.Undelivered} + failed {result.Failed} + skipped {result.Skipped} + expired {result.Expired} + cancelled {result.Cancelled} + in doubt {result.InDoubt} + open {result.Open}  {(result.Adds ? "✓" : "✗")}
              accepted by our tables {result.Accepted} = by the simulator {result.SimulatorAccepted}  {(result.Accepted == result.SimulatorAccepted ? "✓" : "✗")}
              doubled {result.SimulatorDuplicates}  {(result.SimulatorDuplicates == 0 ? "✓" : "✗")}
              refusals taken {result.Refusals.Taken}, confirmed once each {result.Refusals.Confirmed}

            """));
        Channels(result);
        ReachTable.Print(new Reach.ReachReport(DemoSettings.Start.Year, Reach.ReachDimension.None, DemoSettings.Start, result.Reach));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{result.Seconds:F1} s"));
    }

    private static void Channels(DemoResult result)
    {
        Console.WriteLine("kênh / channels (Zalo trước, SMS sau / Zalo first, then SMS)");
        foreach (var c in result.Channels.OrderByDescending(c => c.Channel))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {c.Channel,-12} messages {c.Messages}, taken {c.Taken}, delivered {c.Delivered}, not reached {c.NotReached}"));
        Console.WriteLine("đăng, phát / publications");
        foreach (var p in result.Publications)
        {
            var due = CampaignEngine.Calendar.VietnamTime.Of(new DateTimeOffset(p.Due, TimeSpan.Zero));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {p.Channel,-12} {p.State,-10} {due:HH:mm dd/MM/yyyy}  {p.ByPerson}  {p.Where}"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  posts by our tables {result.Published} = on the simulated page {result.SimulatorPosts}  {(result.Published == result.SimulatorPosts ? "✓" : "✗")}\n"));
    }
}
