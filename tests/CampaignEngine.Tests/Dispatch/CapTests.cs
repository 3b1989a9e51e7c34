using CampaignEngine.Calendar;
using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;
using Dapper;

namespace CampaignEngine.Tests.Dispatch;

public sealed class CapTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly (string, string?) Fast = ("Dispatch:PartsPerSecond", "100000");

    [Fact]
    public async Task Many_campaigns_over_four_workers_give_a_number_exactly_its_cap_a_day_and_a_month()
    {
        // From the first day of a month on: each day's cap is met before the month's.
        To(FirstOfNextMonth());
        const int people = 60;
        await using var bench = await DispatchBench.StartAsync(database, people, chunkSize: 10, expires: TimeSpan.FromDays(90));
        for (var i = 0; i < 5; i++) await bench.AddRunAsync(chunkSize: 10);
        await using var workers = Workers.Start(database, 4, bench.Channel, Fast, ("Dispatch:InFlight", "7"));
        for (var day = 1; day <= 6; day++)
        {
            await workers.PumpAsync();
            Assert.All(PerNumber(bench), number => Assert.Equal(Math.Min(day, 4), number));
            To(Today().AddDays(1));
        }
        To(FirstOfNextMonth());
        await workers.PumpAsync();
        Assert.All(PerNumber(bench), number => Assert.Equal(5, number));
        Assert.Equal(people, PerNumber(bench).Count());
    }

    [Fact]
    public async Task Who_is_over_the_cap_waits_and_holds_up_nobody_else_and_no_pump()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 20, chunkSize: 20, inFlight: 5, expires: TimeSpan.FromDays(9));
        await bench.PumpAsync();
        var second = await bench.AddRunAsync(chunkSize: 20);
        await FreeAsync(bench, bench.RunId, "message_no > 3");

        await bench.PumpAsync();

        Assert.Equal(17, await AcceptedAsync(bench, second));
        Assert.Equal([(1, "cap-day"), (2, "cap-day"), (3, "cap-day")], await DeferredAsync(second));
        Assert.Null(await bench.Get<ClaimChunk>().ExecuteAsync(Guid.NewGuid(), default));
        To(Today().AddDays(1));
        await bench.PumpAsync();
        Assert.Equal(20, await AcceptedAsync(bench, second));
        await bench.Get<Sweep>().ExecuteAsync(default);
        Assert.Empty(await DeferredAsync(second));
    }

    [Fact]
    public async Task What_is_over_its_cap_until_its_expiry_expires()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 5, expires: TimeSpan.FromHours(6));
        await bench.PumpAsync();
        var second = await bench.AddRunAsync();
        await bench.PumpAsync();
        database.Clock.Advance(TimeSpan.FromHours(7));

        await bench.Get<Sweep>().ExecuteAsync(default);

        Assert.Equal(5, await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @second AND status = 'expired'", new { second }));
        Assert.Equal(5, bench.Channel.Calls.Count);
        Assert.Equal(RunState.Completed, await bench.ScalarAsync<string>("SELECT state FROM runs WHERE run_id = @second", new { second }));
    }

    public static readonly TheoryData<SendOutcome, bool> Units = new()
    {
        { new Accepted("SM1"), true },
        { new InDoubt("timeout"), true },
        { new Rejected(RejectionKind.Recipient, "21211"), false },
        { new Rejected(RejectionKind.Content, "30007"), false },
        { new Rejected(RejectionKind.Configuration, "20003"), false },
        { new Throttled(TimeSpan.FromHours(1), "20429"), false },
        { new Unavailable("refused"), false },
        { new QuotaUntil(DateTimeOffset.UnixEpoch.AddYears(60), "quota"), false },
    };

    [Theory]
    [MemberData(nameof(Units))]
    public async Task A_unit_is_kept_by_what_may_have_been_sent_and_given_back_by_what_surely_was_not(SendOutcome outcome, bool kept)
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 3);
        bench.Channel.Answer = _ => Task.FromResult(outcome);
        await bench.PumpAsync();
        Assert.Equal(kept ? 3 : 0, await UnitsAsync(bench));
    }

    [Fact]
    public async Task A_message_that_is_sent_again_needs_one_unit_for_all_its_attempts()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 5);
        var first = true;
        bench.Channel.Answer = message => first ? Task.FromResult<SendOutcome>(new Unavailable("refused")) : ScriptedChannel.Take(message);
        await bench.PumpAsync();
        first = false;
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.PumpAsync();
        Assert.Equal((5, 5), (await UnitsAsync(bench), await AcceptedAsync(bench, bench.RunId)));
    }

    [Fact]
    public async Task Two_people_on_one_number_are_written_to_on_two_days()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 2, expires: TimeSpan.FromDays(3));
        await bench.ScalarAsync<int>("""
            UPDATE recipients SET number_key = @key WHERE recipient_id IN (SELECT recipient_id FROM messages WHERE run_id = @RunId);
            UPDATE messages SET number_key = @key WHERE run_id = @RunId
            """, new { bench.RunId, key = DispatchBench.Key(bench.RunId, 1) });
        await bench.PumpAsync();
        Assert.Equal([1], bench.Channel.Numbers);
        To(Today().AddDays(1));
        await bench.PumpAsync();
        Assert.Equal([1, 2], bench.Channel.Numbers);
    }

    [Fact]
    public async Task Whom_the_claim_excludes_takes_no_unit_from_another_person_on_the_number()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 2);
        await bench.ScalarAsync<int>("""
            UPDATE recipients SET number_key = @key WHERE recipient_id IN (SELECT recipient_id FROM messages WHERE run_id = @RunId);
            UPDATE messages SET number_key = @key WHERE run_id = @RunId;
            UPDATE recipients SET died_on = '2026-05-01' WHERE recipient_id = (SELECT recipient_id FROM messages WHERE run_id = @RunId AND message_no = 1)
            """, new { bench.RunId, key = DispatchBench.Key(bench.RunId, 1) });
        await bench.PumpAsync();
        Assert.Equal("skipped:dead", await bench.ReasonAsync(1));
        Assert.Equal([2], bench.Channel.Numbers);
    }

    [Fact]
    public async Task Without_a_cap_nothing_is_asked_and_nothing_written()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 5, settings: [("Caps:PerDay", "0"), ("Caps:PerMonth", "0")]);
        await bench.PumpAsync();
        await bench.AddRunAsync();
        await bench.PumpAsync();
        Assert.Equal((10, 0), (bench.Channel.Calls.Count, await UnitsAsync(bench)));
    }

    /// <summary>The two moments at which a worker can be lost: its claim is committed and nothing sent, or sent and not written down.</summary>
    [Fact]
    public async Task A_lost_workers_units_stay_with_what_is_in_doubt_and_come_back_with_the_word_that_nothing_was_sent()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 10, inFlight: 10);
        var (called, late) = (new TaskCompletionSource(), new TaskCompletionSource<SendOutcome>());
        var calls = 0;
        bench.Channel.Answer = _ =>
        {
            if (Interlocked.Increment(ref calls) == 10) called.SetResult();
            return late.Task;
        };
        var lost = bench.PumpAsync();
        await called.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await bench.ScalarAsync<int>("UPDATE chunks SET lease_until = lease_until - interval '1 day' WHERE run_id = @RunId AND state = 'leased'");
        await bench.Get<Rescue>().ExecuteAsync(default);
        Assert.Equal((10, 10), (await UnitsAsync(bench), await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @RunId AND status = 'in_doubt'")));

        late.SetResult(new Unavailable("refused"));
        await lost;
        Assert.Equal((0, 10), (await UnitsAsync(bench), await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @RunId AND status = 'pending'")));
    }

    private static IEnumerable<int> PerNumber(DispatchBench bench) => bench.Channel.Calls.GroupBy(c => c.Address).Select(g => g.Count());

    private static Task<int> UnitsAsync(DispatchBench bench) => bench.ScalarAsync<int>("SELECT count(*) FROM contacts WHERE run_id >= @RunId")!;

    private static Task<int> AcceptedAsync(DispatchBench bench, int run) =>
        bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @run AND status = 'accepted'", new { run })!;

    /// <summary>As if these had been sent on another day.</summary>
    private static Task<int> FreeAsync(DispatchBench bench, int run, string which) =>
        bench.ScalarAsync<int>($"DELETE FROM contacts WHERE run_id = @run AND {which}", new { run })!;

    private async Task<IEnumerable<(int, string)>> DeferredAsync(int run)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.QueryAsync<(int, string)>("SELECT message_no, reason FROM deferrals WHERE run_id = @run ORDER BY message_no", new { run });
    }

    private DateOnly Today() => VietnamTime.Today(database.Clock);

    private DateOnly FirstOfNextMonth() => new DateOnly(Today().Year, Today().Month, 1).AddMonths(1);

    private void To(DateOnly day) => database.Clock.Advance(VietnamTime.At(day, new TimeOnly(9, 0)) - database.Clock.GetUtcNow());
}
