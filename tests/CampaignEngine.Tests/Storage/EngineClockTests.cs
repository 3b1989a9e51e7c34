using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Storage;

public sealed class EngineClockTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset May = new(2026, 5, 5, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_shift_holds_for_every_process_of_the_installation_and_time_goes_on_from_there()
    {
        var one = new EngineClock(database.Source);
        await one.SynchroniseAsync(default);
        await one.ShiftToAsync(May, default);
        var other = new EngineClock(database.Source);
        await other.SynchroniseAsync(default);
        Assert.InRange(one.GetUtcNow(), May, May.AddMinutes(5));
        Assert.InRange(other.GetUtcNow(), May, May.AddMinutes(5));
        Assert.InRange((other.GetUtcNow() - one.GetUtcNow()).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task It_never_goes_back_however_often_it_is_read_again()
    {
        var clock = new EngineClock(database.Source);
        await clock.SynchroniseAsync(default);
        for (var i = 0; i < 50; i++)
        {
            var before = clock.GetUtcNow();
            await clock.SynchroniseAsync(default);
            Assert.True(clock.GetUtcNow() >= before);
        }
    }

    [Fact]
    public void It_is_not_read_before_it_was_synchronised() =>
        Assert.Throws<InvalidOperationException>(() => new EngineClock(database.Source).GetUtcNow());
}
