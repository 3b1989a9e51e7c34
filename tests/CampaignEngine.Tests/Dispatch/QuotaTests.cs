using CampaignEngine.Calendar;
using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Dispatch;

public sealed class QuotaTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Four_workers_and_two_runs_use_a_daily_quota_up_and_send_the_rest_on_the_next_days()
    {
        await using var bench = await StartAsync(messages: 90, new SenderLimits(MessagesPerDay: 70));
        await bench.AddRunAsync(chunkSize: 10);
        await using var workers = Workers.Start(database, 4, bench.Channel, ("Dispatch:PartsPerSecond", "100000"), ("Dispatch:InFlight", "9"),
            ("Caps:PerDay", "0"), ("Caps:PerMonth", "0"));
        foreach (var sent in (int[])[70, 140, 180])
        {
            await workers.PumpAsync();
            Assert.Equal(sent, bench.Channel.Calls.Count);
            Assert.Null(await bench.Get<ClaimChunk>().ExecuteAsync(Guid.NewGuid(), default));
            NextMorning();
        }
        Assert.Equal(180, bench.Channel.Calls.Select(c => c.Reference).Distinct().Count());
    }

    [Fact]
    public async Task The_monthly_quota_holds_until_the_next_month()
    {
        await using var bench = await StartAsync(messages: 20, new SenderLimits(MessagesPerDay: 100, MessagesPerMonth: 8));
        await bench.PumpAsync();
        NextMorning();
        await bench.PumpAsync();
        Assert.Equal(8, bench.Channel.Calls.Count);
        var next = VietnamTime.Today(database.Clock);
        database.Clock.Advance(VietnamTime.At(new DateOnly(next.Year, next.Month, 1).AddMonths(1), new TimeOnly(9, 0)) - database.Clock.GetUtcNow());
        await bench.PumpAsync();
        Assert.Equal(16, bench.Channel.Calls.Count);
    }

    [Fact]
    public async Task What_was_surely_not_sent_is_given_back_to_the_day_it_was_taken_from()
    {
        await using var bench = await StartAsync(messages: 20, new SenderLimits(MessagesPerDay: 10, MessagesPerMonth: 1000));
        bench.Channel.Answer = message => message.Reference.MessageNo <= 4
            ? Task.FromResult<SendOutcome>(new Rejected(RejectionKind.Recipient, "21211")) : ScriptedChannel.Take(message);
        await bench.PumpAsync();
        // The four that the provider refused are not counted: four others went out in their place.
        Assert.Equal(14, bench.Channel.Calls.Count);
        Assert.Equal((10, 10), (await UsedAsync(bench, "day"), await UsedAsync(bench, "month")));
        Assert.Equal(10, await bench.ScalarAsync<int>("SELECT count(*) FROM reservations WHERE run_id = @RunId"));
    }

    [Fact]
    public async Task A_quota_and_a_budget_are_taken_together_or_not_at_all()
    {
        await using var bench = await StartAsync(messages: 30, new SenderLimits(DongPerPart: 100, MessagesPerDay: 12));
        await bench.ScalarAsync<int>("INSERT INTO run_budgets (run_id, budget_dong) VALUES (@RunId, 100000)");
        await bench.PumpAsync();
        Assert.Equal((12, 12), (bench.Channel.Calls.Count, await UsedAsync(bench, "day")));
        var use = Assert.Single(await bench.Get<QuotaReport>().ExecuteAsync(default));
        Assert.Equal(("scripted", 12, 12), (use.Sender, use.Used, use.Most));
        Assert.Equal(1200, await bench.ScalarAsync<long>("SELECT reserved_dong FROM run_budgets WHERE run_id = @RunId"));
        Assert.Equal(RunState.Running, (await bench.StandingAsync()).State);
    }

    [Theory]
    [InlineData("", "2026-05-05T16:59:59Z", "2026-05-05", "2026-05-05T17:00:00Z")]
    [InlineData("", "2026-05-05T17:00:00Z", "2026-05-06", "2026-05-06T17:00:00Z")]
    [InlineData("America/Los_Angeles", "2026-05-05T06:00:00Z", "2026-05-04", "2026-05-05T07:00:00Z")]
    [InlineData("America/Los_Angeles", "2026-12-05T07:59:00Z", "2026-12-04", "2026-12-05T08:00:00Z")]
    public void A_day_begins_at_midnight_of_the_providers_zone(string zone, string now, string day, string frees)
    {
        var bucket = Assert.Single(QuotaBuckets.Of(new SenderLimits(MessagesPerDay: 1, QuotaZone: zone), DateTimeOffset.Parse(now)));
        Assert.Equal((DateOnly.Parse(day), DateTimeOffset.Parse(frees)), (bucket.StartsOn, bucket.Frees));
    }

    private async Task<DispatchBench> StartAsync(int messages, SenderLimits limits)
    {
        var bench = await DispatchBench.StartAsync(
            database, messages, chunkSize: 10, inFlight: 5, expires: TimeSpan.FromDays(60), settings: [("Caps:PerDay", "0"), ("Caps:PerMonth", "0")]);
        // The class's other tests have used the sender too.
        await bench.ScalarAsync<int>("DELETE FROM sender_quotas");
        bench.Channel.Limits = limits;
        return bench;
    }

    private static Task<int> UsedAsync(DispatchBench bench, string period) =>
        bench.ScalarAsync<int>("SELECT used FROM sender_quotas WHERE sender = 'scripted' AND period = @period", new { period })!;

    private void NextMorning() =>
        database.Clock.Advance(VietnamTime.At(VietnamTime.Today(database.Clock).AddDays(1), new TimeOnly(9, 0)) - database.Clock.GetUtcNow());
}
