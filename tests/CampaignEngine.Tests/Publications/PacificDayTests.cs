using CampaignEngine.Channels.YouTube;

namespace CampaignEngine.Tests.Publications;

public sealed class PacificDayTests
{
    [Theory]
    [InlineData("2026-01-15T07:59:59Z", "2026-01-14", "2026-01-15T08:00:00Z")]
    [InlineData("2026-01-15T08:00:00Z", "2026-01-15", "2026-01-16T08:00:00Z")]
    [InlineData("2026-07-15T06:59:59Z", "2026-07-14", "2026-07-15T07:00:00Z")]
    [InlineData("2026-07-15T07:00:00Z", "2026-07-15", "2026-07-16T07:00:00Z")]
    [InlineData("2026-03-08T09:00:00Z", "2026-03-08", "2026-03-09T07:00:00Z")] // the day of 23 hours
    [InlineData("2026-11-01T08:00:00Z", "2026-11-01", "2026-11-02T08:00:00Z")] // the day of 25 hours
    [InlineData("2026-11-02T07:30:00Z", "2026-11-01", "2026-11-02T08:00:00Z")]
    [InlineData("2027-03-14T12:00:00Z", "2027-03-14", "2027-03-15T07:00:00Z")]
    public void A_day_of_quota_is_Californias(string at, string day, string end)
    {
        var moment = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture)), (PacificDay.Of(moment), PacificDay.End(moment)));
    }
}
