using CampaignEngine.Storage;

namespace CampaignEngine.Tests.Crash;

/// <summary>Apart from <see cref="CrashTests"/>: the job queue holds a dead worker's lock for half a minute, in which others go on.</summary>
public sealed class SettleCrashTests(CrashServer server) : IClassFixture<CrashServer>
{
    [Fact]
    public async Task A_worker_that_dies_while_it_settles_what_is_in_doubt_has_changed_nothing_and_another_settles_it() =>
        CrashTests.Whole(await DispatchScenes.AtPointsAsync(server, "settle", [FailPoint.MidSettle], messages: 100));
}
