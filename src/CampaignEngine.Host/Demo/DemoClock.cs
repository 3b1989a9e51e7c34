using System.Globalization;
using CampaignEngine.Calendar;
using CampaignEngine.Storage;

namespace CampaignEngine.Host.Demo;

internal static class DemoClock
{
    /// <summary>Business time of this database begins on the morning of the demo's day; it is said, so that nobody wonders at the dates.</summary>
    public static async Task ShiftAsync(IServiceProvider services, CancellationToken cancel)
    {
        await services.GetRequiredService<EngineClock>().ShiftToAsync(DemoSettings.Start, cancel);
        var time = VietnamTime.Of(DemoSettings.Start).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
        DemoOutput.Step($"đồng hồ nghiệp vụ đặt ở {time} giờ Việt Nam", $"the business clock is set to {time} in Vietnam");
    }
}
