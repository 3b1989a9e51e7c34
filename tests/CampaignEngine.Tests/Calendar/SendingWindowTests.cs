using CampaignEngine.Calendar;

namespace CampaignEngine.Tests.Calendar;

public sealed class SendingWindowTests
{
    [Theory]
    [InlineData("2026-05-05T08:00", "2026-05-05T08:00")]
    [InlineData("2026-05-05T07:59", "2026-05-05T08:00")]
    [InlineData("2026-05-05T19:59", "2026-05-05T19:59")]
    [InlineData("2026-05-05T20:00", "2026-05-06T08:00")]
    [InlineData("2026-12-31T23:00", "2027-01-01T08:00")]
    [InlineData("2026-02-16T20:30", "2026-02-20T08:00")] // New Year's Eve: past the three days of Tết
    [InlineData("2026-02-18T10:00", "2026-02-20T08:00")]
    public void The_next_opening_is_in_the_house_hours_and_not_in_tet(string time, string opens)
    {
        var opening = SendingWindow.House.NextOpen(At(time));
        Assert.Equal(At(opens), opening);
        Assert.True(SendingWindow.House.IsOpen(opening));
    }

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local), VietnamTime.Offset);
}
