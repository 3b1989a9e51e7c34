using CampaignEngine.Access;
using CampaignEngine.Host.Output;
using CampaignEngine.Reach;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Reach;

/// <summary>A small history worked out by hand; every figure says whom it counts.</summary>
public sealed class ReachQueryTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Voluntary = "labour_force_voluntary";
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        services = database.Services();
        await using var connection = await database.Source.OpenConnectionAsync();
        if (await ReachHistory.IsThereAsync(connection)) return;
        var history = new ReachHistory(connection);
        await history.BeginAsync();
        // Theme 9 counts for both goals, theme 3 for all schemes only. The handset sender proves, the centre one does not.
        await history.ContactAsync("An", run: 1, theme: 9);
        await history.ContactAsync("An", run: 2, theme: 9); // the same person a second time
        await history.ContactAsync("Bình", run: 1, theme: 9, province: "79", language: "km");
        await history.ContactAsync("Cúc", run: 1, theme: 9, sender: "centre");
        await history.ContactAsync("Dũng", run: 1, theme: 9, occupation: "student");
        await history.ContactAsync("Em", run: 1, theme: 9, status: "pensioner");
        await history.ContactAsync("Giang", run: 1, theme: 9, born: null);
        await history.ContactAsync("Hà", run: 1, theme: 9, born: 1950);
        await history.ContactAsync("Kim", run: 1, theme: 9, messageClass: "ServiceNotice"); // a renewal notice
        await history.ContactAsync("Lan", run: 1, theme: 3);
        await history.ContactAsync("Minh", run: 1, theme: 9, delivered: null); // accepted, no receipt
        await history.ContactAsync("Nga", run: 1, theme: 9, delivered: "2025-12-31T16:59:59Z"); // 23:59:59 on 31 December in Vietnam
        await history.ContactAsync("Oanh", run: 1, theme: 9, delivered: "2025-12-31T17:00:00Z"); // the first second of 2026 there
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task Each_person_counts_once_and_only_who_belongs_to_the_numerator()
    {
        var goal = await GoalAsync(2026, ReachDimension.None);
        // Reached: An, Bình, Oanh. Apart: Cúc assumed, Dũng student, Em pensioner, Hà by age, Giang unknown, Kim by renewal notice only.
        Assert.Equal(new ReachCount(3, 1, 1, 1, 1, 1, 1), goal.Total);
    }

    [Fact]
    public async Task A_theme_counts_for_the_goals_the_table_gives_it()
    {
        var all = await GoalAsync(2026, ReachDimension.None, "labour_force_all_schemes");
        Assert.Equal(4, all.Total.Reached); // with Lan, whose text had theme 3
    }

    [Fact]
    public async Task The_year_is_the_one_of_vietnam()
    {
        var goal = await GoalAsync(2025, ReachDimension.None);
        Assert.Equal(1, goal.Total.Reached); // Nga
        Assert.Equal(35m, goal.Target!.TargetPercent);
    }

    [Fact]
    public async Task Rows_hold_the_same_people_by_place_language_group_and_channel()
    {
        Assert.Equal([("01", 2L), ("79", 1L)], await RowsAsync(ReachDimension.Province)); // An, Oanh; Bình
        Assert.Equal([("vi", 2L), ("km", 1L)], await RowsAsync(ReachDimension.Language)); // the language of the text
        Assert.Equal([("V1", 3L)], await RowsAsync(ReachDimension.Group));
        Assert.Equal([("sms", 3L)], await RowsAsync(ReachDimension.Channel));
    }

    [Fact]
    public async Task The_csv_has_a_total_and_a_row_for_each_key()
    {
        using var folder = new ScratchFolder();
        var path = folder.NextPath(".csv");
        ReachCsv.Write(await services.GetRequiredService<ReachQuery>().ReportAsync(2026, ReachDimension.Language, default), path);
        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(15, lines[0].Split(',').Length);
        Assert.Contains(lines, line => line.StartsWith($"{Voluntary},2026,Language,*,,3,1,1,1,1,1,1,", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"{Voluntary},2026,Language,km,km,1,0,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_goal_or_a_denominator_there_is_no_coverage_and_nothing_is_extrapolated()
    {
        var goal = await GoalAsync(2027, ReachDimension.None);
        Assert.Null(goal.Target);
        Assert.Null(goal.Base);
        Assert.Null(goal.Coverage);
    }

    [Fact]
    public async Task Entered_goals_and_denominators_give_the_coverage()
    {
        var analyst = await Actors.AddAsync(services, "analyst", Role.Analyst);
        var store = services.GetRequiredService<GoalStore>();
        await store.EnterGoalAsync(analyst, new Goal(Voluntary, 2026, 35, "QĐ thử", Invented: true), default);
        await store.EnterDenominatorsAsync(analyst, [
            new Denominator(Voluntary, 2026, "", 2, "labour force of working age", "trial", Invented: true),
            new Denominator(Voluntary, 2026, "79", 4, "labour force of working age", "trial", Invented: true)], default);
        var goal = await GoalAsync(2026, ReachDimension.Province);
        Assert.Equal(150m, goal.Coverage); // 3 of 2: shown as it is, never cut to 100
        Assert.Equal([null, 25m], goal.Rows.Select(r => r.Coverage));

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            store.EnterGoalAsync(analyst, new Goal("reach", 2026, 35, "x", false), default));
        Assert.Equal("unknown-goal", refused.Problems[0].Code);
    }

    private async Task<GoalReach> GoalAsync(int year, ReachDimension by, string name = Voluntary) =>
        (await services.GetRequiredService<ReachQuery>().ReportAsync(year, by, default)).Goals.Single(g => g.Goal == name);

    private async Task<IEnumerable<(string, long)>> RowsAsync(ReachDimension by) =>
        (await GoalAsync(2026, by)).Rows.Where(r => r.Count.Reached > 0).Select(r => (r.Key, r.Count.Reached));
}
