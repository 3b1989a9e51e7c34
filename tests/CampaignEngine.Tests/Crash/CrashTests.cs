using CampaignEngine.Storage;

namespace CampaignEngine.Tests.Crash;

/// <summary>A kill at every point and one of PostgreSQL: the part of the crash suite that every check runs.</summary>
public sealed class CrashTests(CrashServer server) : IClassFixture<CrashServer>
{
    [Fact]
    public async Task Workers_that_die_at_every_point_of_sending_lose_nothing_and_double_nothing()
    {
        string[] points = [FailPoint.AfterClaim, FailPoint.MidSend + ":4", FailPoint.AfterSend, FailPoint.MidOutcome + ":2", FailPoint.AfterOutcome];
        Whole(await DispatchScenes.AtPointsAsync(server, "points", points, messages: 300, together: 3));
    }

    [Fact]
    public async Task PostgreSQL_killed_and_started_again_is_waited_for_and_nothing_is_lost_doubled_or_in_doubt() =>
        Whole(await DispatchScenes.PostgresAsync(server, kills: 1, messages: 300, seed: 11));

    [Fact]
    public async Task A_launch_that_dies_while_it_freezes_and_renders_writes_to_each_person_once() =>
        Whole(await LaunchScenes.LaunchAsync(server, "launch", [FailPoint.MidFreeze, FailPoint.MidRender], people: 200));

    [Fact]
    public async Task Receipts_whose_worker_dies_are_applied_once_and_as_foretold() =>
        Whole(await LaunchScenes.ReceiptsAsync(server, "receipts", [FailPoint.MidReceipts], people: 200));

    [Fact]
    public async Task An_import_that_dies_leaves_nothing_and_comes_in_whole_the_next_time() =>
        Whole(await ImportScene.RunAsync(server, kills: 1, people: 1000));

    internal static void Whole(CrashRow row) => Assert.Equal((0, 0, 0), (row.Lost, row.Doubled, row.Open));
}
