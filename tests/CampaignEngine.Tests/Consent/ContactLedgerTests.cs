using CampaignEngine.Calendar;
using CampaignEngine.Consent;
using CampaignEngine.Tests.Harness;
using CsCheck;
using Dapper;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Tests.Consent;

public sealed class ContactLedgerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Noon = new DateTimeOffset(2026, 5, 5, 12, 0, 0, TimeSpan.FromHours(7)).ToUniversalTime();
    private static int keys;

    [Fact]
    public async Task A_day_ends_at_midnight_in_Vietnam_and_a_month_with_its_last_day()
    {
        var number = NewNumber();
        Assert.Null(await ClaimAsync(number, 1, VietnamTime.At(new DateOnly(2026, 5, 31), new TimeOnly(0, 0))));
        Assert.Equal(Caps.Day, (await ClaimAsync(number, 2, VietnamTime.At(new DateOnly(2026, 5, 31), new TimeOnly(23, 59))))?.Code);
        Assert.Null(await ClaimAsync(number, 2, VietnamTime.At(new DateOnly(2026, 6, 1), new TimeOnly(0, 0))));
        foreach (var day in (int[])[2, 3, 4]) Assert.Null(await ClaimAsync(number, day + 1, VietnamTime.At(new DateOnly(2026, 6, day), new TimeOnly(9, 0))));
        var fifth = await ClaimAsync(number, 6, VietnamTime.At(new DateOnly(2026, 6, 5), new TimeOnly(9, 0)));
        Assert.Equal((Caps.Month, VietnamTime.At(new DateOnly(2026, 7, 1), TimeOnly.MinValue).ToUniversalTime()), (fifth?.Code, fifth?.Until));
    }

    [Fact]
    public async Task Advertising_comes_at_most_three_times_in_any_24_hours_and_frees_with_the_oldest()
    {
        var (number, caps) = (NewNumber(), new CapOptions { PerDay = 0, PerMonth = 0 });
        foreach (var hour in (int[])[0, 1, 13]) Assert.Null(await ClaimAsync(number, hour, Noon.AddHours(hour), MessageClass.Promotion, caps));
        var fourth = await ClaimAsync(number, 50, Noon.AddHours(23), MessageClass.Promotion, caps);
        Assert.Equal((Caps.Advertising, Noon.AddHours(24)), (fourth?.Code, fourth?.Until));
        Assert.Null(await ClaimAsync(number, 50, Noon.AddHours(24), MessageClass.Promotion, caps));
        Assert.Equal(Noon.AddHours(25), (await ClaimAsync(number, 51, Noon.AddHours(24), MessageClass.Promotion, caps))?.Until);
        // Other messages are none of the law's three.
        Assert.Null(await ClaimAsync(number, 52, Noon.AddHours(24), MessageClass.PolicyInfo, caps));
    }

    [Theory]
    [InlineData(true, Caps.Day)]
    [InlineData(false, null)]
    public async Task Peoples_own_notices_count_unless_the_house_takes_them_out(bool counted, string? code)
    {
        var (number, caps) = (NewNumber(), new CapOptions { ServiceNotices = counted });
        Assert.Null(await ClaimAsync(number, 1, Noon, MessageClass.ServiceNotice, caps));
        Assert.Equal(code, (await ClaimAsync(number, 2, Noon, MessageClass.ServiceNotice, caps))?.Code);
        Assert.Equal(code, (await ClaimAsync(number, 3, Noon, MessageClass.PolicyInfo, caps))?.Code);
    }

    [Fact]
    public async Task A_further_attempt_on_a_later_day_moves_its_unit_and_needs_no_second()
    {
        var number = NewNumber();
        Assert.Null(await ClaimAsync(number, 1, Noon));
        Assert.Null(await ClaimAsync(number, 1, Noon.AddDays(1)));
        Assert.Equal(Caps.Day, (await ClaimAsync(number, 2, Noon.AddDays(1)))?.Code);
        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Equal([Noon.AddDays(1).UtcDateTime], await connection.QueryAsync<DateTime>("SELECT at FROM contacts WHERE number_key = @number", new { number }));
    }

    /// <summary>
    /// Whatever claims and refunds of the same few numbers do at once, in whatever order they commit: a number has never more than its cap,
    /// and one that has less gets the next.
    /// </summary>
    [Fact]
    public void Claims_and_refunds_in_any_interleaving_never_pass_a_cap_and_never_waste_one() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 3]).Sample((seed, cap) => RaceAsync(seed, cap).GetAwaiter().GetResult(), iter: 6, threads: 1);

    private async Task RaceAsync(int seed, int cap)
    {
        var numbers = Enumerable.Range(0, 12).Select(_ => NewNumber()).ToArray();
        var options = new CapOptions { PerDay = cap, PerMonth = 0 };
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(async () =>
        {
            var random = new Random(seed + worker);
            for (var step = 0; step < 12; step++)
            {
                var slice = Enumerable.Range(0, random.Next(1, 9)).Select(_ => new Contact(seed, Interlocked.Increment(ref next), numbers[random.Next(numbers.Length)])).ToList();
                var taken = await ClaimAsync(slice, Noon, MessageClass.PolicyInfo, options, commit: random.Next(6) > 0);
                // Of what was taken some is surely not sent and goes back.
                if (random.Next(3) == 0) await GiveBackAsync([.. taken.Where(_ => random.Next(2) == 0)]);
                Assert.All(await CountsAsync(numbers), number => Assert.InRange(number.Value, 0, cap));
            }
        })));
        foreach (var (number, had) in await CountsAsync(numbers))
        {
            var slice = Enumerable.Range(0, cap + 1).Select(_ => new Contact(seed, Interlocked.Increment(ref next), Convert.FromHexString(number))).ToList();
            Assert.Equal(cap - had, (await ClaimAsync(slice, Noon, MessageClass.PolicyInfo, options)).Count);
        }
    }

    private async Task<CapWait?> ClaimAsync(
        byte[] number, int message, DateTimeOffset now, MessageClass messageClass = MessageClass.PolicyInfo, CapOptions? caps = null)
    {
        var taken = await ClaimAsync([new Contact(1, message, number)], now, messageClass, caps ?? new CapOptions());
        if (taken.Count == 1) return null;
        await using var connection = await database.Source.OpenConnectionAsync();
        return (await Ledger(caps ?? new CapOptions()).FullAsync(connection, messageClass, [new Contact(1, message, number)], now.ToUniversalTime(), default)).Single();
    }

    /// <summary>A claim as Dispatch makes it; what was taken. One that does not commit takes nothing.</summary>
    private async Task<IReadOnlyList<Contact>> ClaimAsync(
        IReadOnlyList<Contact> slice, DateTimeOffset now, MessageClass messageClass, CapOptions caps, bool commit = true)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var full = await Ledger(caps).FullAsync(connection, messageClass, slice, now.ToUniversalTime(), default);
        var free = slice.Where(c => full.All(w => w.MessageNo != c.MessageNo)).ToList();
        await Ledger(caps).TakeAsync(connection, messageClass, free, now.ToUniversalTime(), default);
        if (!commit) return [];
        await transaction.CommitAsync();
        return free;
    }

    private async Task GiveBackAsync(IReadOnlyList<Contact> contacts)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await ContactLedger.GiveBackAsync(connection, contacts, default);
    }

    private async Task<IReadOnlyDictionary<string, int>> CountsAsync(byte[][] numbers)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return (await connection.QueryAsync<(string Number, int Count)>("""
            SELECT upper(encode(k, 'hex')), (SELECT count(*)::int FROM contacts WHERE number_key = k) FROM unnest(@numbers) AS k
            """, new { numbers })).ToDictionary(n => n.Number, n => n.Count);
    }

    private static ContactLedger Ledger(CapOptions caps) => new(new Caps(Options.Create(caps)));

    private static byte[] NewNumber() => BitConverter.GetBytes((long)Interlocked.Increment(ref keys));
}
