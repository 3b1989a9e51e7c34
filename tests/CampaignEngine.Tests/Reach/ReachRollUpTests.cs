using CampaignEngine.Reach;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Reach;

/// <summary>What is rolled up and what is read live add up to what all contacts say, wherever the line between them runs.</summary>
public sealed class ReachRollUpTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly string[] Names = ["An", "Bình", "Cúc", "Dũng", "Em"];
    private ServiceProvider services = null!;
    private NpgsqlConnection connection = null!;
    private ReachHistory history = null!;

    public async ValueTask InitializeAsync()
    {
        services = database.Services();
        connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE messages, audience_members, template_versions, senders, deliveries, first_reach, reach_counts CASCADE");
        history = new ReachHistory(connection);
        await history.BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await services.DisposeAsync();
    }

    [Fact]
    public async Task Random_contacts_in_any_order_give_what_a_plain_reading_of_all_of_them_gives()
    {
        var random = new Random(294);
        var contacts = new List<ReachOracle.Contact>();
        string One(params string[] of) => of[random.Next(of.Length)];
        for (var run = 1; run <= 60; run++)
        {
            // Receipts come in no order of their times; a person is at most once in a run.
            foreach (var name in Names.Where(_ => random.Next(2) == 0))
            {
                var contact = new ReachOracle.Contact(name, One("01", "79"), One("vi", "km"), One("handset", "centre"), One("farm_household", "farm_household", "student"),
                    One("none", "none", "pensioner"), random.Next(4) == 0 ? null : 1990 - 45 * random.Next(2), One("PolicyInfo", "ServiceNotice"),
                    new DateTime(2025, 12, 30, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(400_000)));
                contacts.Add(contact);
                await history.ContactAsync(name, run, theme: 9, contact.Province, contact.Language, contact.Sender, contact.Occupation, contact.Status, contact.Born,
                    contact.Class, $"{contact.At:O}");
            }
            if (random.Next(3) == 0) await RollUpAsync();
            if (run % 6 == 0) await AgreeAsync(contacts);
        }
        await RollUpAsync();
        await AgreeAsync(contacts);

        var counted = await CountsAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ReachRollUp.RecountAsync(connection, default);
        Assert.Equal(counted, await CountsAsync());
    }

    [Fact]
    public async Task A_receipt_that_comes_days_late_counts_and_one_that_is_told_again_alters_nothing()
    {
        await history.ContactAsync("An", run: 1, theme: 9, sender: "centre", delivered: "2026-05-05T02:00:00Z");
        Assert.Equal(1, await RollUpAsync());
        Assert.Equal((0, 1), await ReachedAsync());

        await history.ContactAsync("An", run: 2, theme: 9, delivered: "2026-05-03T02:00:00Z"); // proven, and of a day that was rolled up before
        Assert.Equal((1, 0), await ReachedAsync());
        await RollUpAsync();
        Assert.Equal((1, 0), await ReachedAsync());

        await connection.ExecuteAsync("INSERT INTO deliveries (run_id, message_nos) SELECT run_id, array_agg(message_no) FROM messages GROUP BY run_id");
        Assert.Equal((1, 0), await ReachedAsync());
        var before = await CountsAsync();
        Assert.Equal(2, await RollUpAsync());
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task A_roll_up_that_is_cut_off_leaves_nothing_half_done()
    {
        foreach (var name in Names) await history.ContactAsync(name, run: 1, theme: 9);
        await using (var holder = await database.Source.OpenConnectionAsync())
        {
            await using var transaction = await holder.BeginTransactionAsync();
            await holder.ExecuteAsync("LOCK TABLE reach_counts IN SHARE MODE"); // it takes its set and stops where it would count
            var rollUp = RollUpAsync();
            using var bounded = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (await connection.ExecuteScalarAsync<int>(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE relation = 'reach_counts'::regclass AND NOT granted") == 0) await Task.Delay(20, bounded.Token);
            await Assert.ThrowsAsync<PostgresException>(() => rollUp);
        }

        Assert.Equal((5, 0), await ReachedAsync());
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM first_reach"));
        Assert.Equal(5, await RollUpAsync());
        Assert.Equal((5, 0), await ReachedAsync());
    }

    [Fact]
    public async Task Two_that_roll_up_at_once_count_each_person_once()
    {
        foreach (var name in Names) await history.ContactAsync(name, run: 1, theme: 9);
        var both = await Task.WhenAll(RollUpAsync(), RollUpAsync());
        Assert.Equal(5, both.Sum());
        Assert.Equal((5, 0), await ReachedAsync());
    }

    private Task<int> RollUpAsync() => services.GetRequiredService<ReachRollUp>().ExecuteAsync(default);

    private async Task<(long Reached, long Assumed)> ReachedAsync()
    {
        var total = (await ReportAsync(2026, ReachDimension.Language)).Total;
        return (total.Reached, total.Assumed);
    }

    private async Task<GoalReach> ReportAsync(int year, ReachDimension by) => (await services.GetRequiredService<ReachQuery>().ReportAsync(year, by, default)).Goals[0];

    private async Task AgreeAsync(IReadOnlyList<ReachOracle.Contact> contacts)
    {
        foreach (var year in (int[])[2025, 2026])
            foreach (var by in Enum.GetValues<ReachDimension>())
            {
                var goal = await ReportAsync(year, by);
                Assert.Equal(ReachOracle.Total(contacts, year), goal.Total);
                if (by != ReachDimension.None) Assert.Equal(ReachOracle.Rows(contacts, year, by), goal.Rows.ToDictionary(r => r.Key, r => r.Count));
            }
    }

    private async Task<IReadOnlyList<string>> CountsAsync() => (await connection.QueryAsync<string>(
        "SELECT concat_ws(' ', goal, year, dimension, key, figure, people) FROM reach_counts WHERE people <> 0 ORDER BY 1")).AsList();
}
