using CampaignEngine.Calendar;
using CampaignEngine.Campaigns;
using CampaignEngine.Consent;

namespace CampaignEngine.Tests.Campaigns;

public sealed class PlanReaderTests
{
    public static TheoryData<string, string?, string, string> Bad =>
        [.. BadPlans.SeenBySchemaToo.Concat(BadPlans.SeenByTheReaderOnly).Select(b => (b.Path, b.Json, b.Code, b.Where))];

    [Theory]
    [MemberData(nameof(Bad))]
    public void Each_fault_has_its_code_and_its_place(string path, string? json, string code, string where)
    {
        var refused = Assert.Throws<RefusedException>(() => PlanReader.Read(PlanJson.With(path, json)));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal((code, where), (problem.Code, problem.Where));
        Assert.NotEqual(problem.Vi, problem.En);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"title":"a","title":"b"}""")]
    [InlineData("""{"title":"\ud800"}""")]
    public void What_is_not_one_unambiguous_JSON_object_is_refused(string json) =>
        Assert.Equal("not-json", Assert.Single(Assert.Throws<RefusedException>(() => PlanReader.Read(json)).Problems).Code);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var json = PlanJson.With("title", null, PlanJson.With("limits.maxParts", "99", PlanJson.With("segments", "[]")));

        var problems = Assert.Throws<RefusedException>(() => PlanReader.Read(json)).Problems;

        Assert.Equal(["$.title", "$.segments", "$.limits.maxParts"], problems.Select(p => p.Where));
    }

    [Fact]
    public void A_good_file_is_read_in_Vietnam_time()
    {
        var plan = PlanReader.Read(PlanJson.With("schedule",
            """{"startAt":"2026-05-06T09:30","expireAfterHours":8,"sendingWindow":{"from":"08:30","to":"17:00"}}"""));

        Assert.Equal(MessageClass.PolicyInfo, plan.Class);
        Assert.Equal(["V1", "V7"], plan.Segments);
        Assert.Equal(new DateTimeOffset(2026, 5, 6, 2, 30, 0, TimeSpan.Zero), plan.Schedule.StartAt);
        Assert.Equal(new SendingWindow(new TimeOnly(8, 30), new TimeOnly(17, 0)), plan.Schedule.Window);
        Assert.Equal(new PlannedLimits(null, 3, null), plan.Limits);
    }

    [Fact]
    public void Hours_to_expiry_count_from_the_start_or_from_the_launch()
    {
        var launched = new DateTimeOffset(2026, 5, 5, 1, 0, 0, TimeSpan.Zero);
        var later = PlanReader.Read(PlanJson.With("schedule.startAt", "\"2026-05-06T08:00\"")).Schedule;
        var now = PlanReader.Read(PlanJson.Good).Schedule;

        Assert.Equal(new DateTimeOffset(2026, 5, 8, 1, 0, 0, TimeSpan.Zero), later.ExpiresAt(launched));
        Assert.Equal(launched.AddHours(48), now.ExpiresAt(launched));
    }
}
