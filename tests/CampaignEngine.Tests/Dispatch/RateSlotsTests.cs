using System.Collections.Concurrent;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;
using Dapper;

namespace CampaignEngine.Tests.Dispatch;

public sealed class RateSlotsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Counted at the database, by its clock: the stretches that workers reserve together do not overlap, so no second holds more than the rate.</summary>
    [Fact]
    public async Task Slots_reserved_by_many_at_once_do_not_overlap_and_pass_the_rate_over_no_second()
    {
        const int rate = 400;
        const int largest = 40;
        await using var bench = await DispatchBench.StartAsync(database, messages: 1, partsPerSecond: rate);
        var slots = new ConcurrentBag<(double Start, int Parts)>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 40; i++)
            {
                var parts = random.Next(1, largest + 1);
                await using var connection = await database.Source.OpenConnectionAsync();
                var start = await connection.ExecuteScalarAsync<double>($"""
                    WITH slot AS ({RateSlots.ReserveSender})
                    SELECT extract(epoch FROM clock_timestamp())::float8 + wait FROM slot AS s (wait)
                    """.Replace("@Ahead", "interval '1 hour'", StringComparison.Ordinal), new { key = "scripted", parts, rate = (double)rate });
                slots.Add((start, parts));
            }
        })));
        var ordered = slots.OrderBy(slot => slot.Start).ToList();
        const double tolerance = 0.02;
        foreach (var (slot, next) in ordered.Zip(ordered.Skip(1)))
            Assert.True(next.Start >= slot.Start + slot.Parts / (double)rate - tolerance, $"{slot} {next}");
        foreach (var first in ordered)
            Assert.InRange(ordered.Where(s => s.Start >= first.Start && s.Start < first.Start + 1 - tolerance).Sum(s => s.Parts), 1, rate + largest - 1);
    }

    [Fact]
    public async Task Nobody_reserves_far_ahead()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1, partsPerSecond: 10);
        var rate = bench.Get<RateSlots>();
        Assert.NotNull(await rate.ReserveSenderAsync("scripted", parts: 50, rate: 10, default));
        Assert.Null(await rate.ReserveSenderAsync("scripted", parts: 1, rate: 10, default));
    }

    [Fact]
    public async Task Idle_time_is_not_saved_up()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1, partsPerSecond: 1);
        var rate = bench.Get<RateSlots>();
        Assert.Equal(TimeSpan.Zero, await rate.ReserveSenderAsync("scripted", parts: 1, rate: 1, default));
        Assert.InRange((await rate.ReserveSenderAsync("scripted", parts: 1, rate: 1, default))!.Value.TotalSeconds, 0.5, 1);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(200, 20)]
    [InlineData(100_000, 64)]
    public void A_slice_is_at_most_a_tenth_of_a_second_of_the_rate(int rate, int expected)
    {
        var lane = new Lane("sms", CampaignEngine.Consent.MessageClass.PolicyInfo, [.. Enumerable.Range(1, 200).Select(n => new WaitingMessage(n, 1, 0, []))]);
        Assert.Equal(expected, lane.Slices(rate, inFlight: 64).First().Count);
        Assert.Equal(200, lane.Slices(rate, inFlight: 64).Sum(slice => slice.Count));
    }
}
