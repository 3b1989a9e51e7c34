using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>Which partition a launch gives its run.</summary>
public sealed class RunPartitionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Dictionary<string, string?> large = new() { ["Dispatch:OwnPartitionFrom"] = "50" };

    [Fact]
    public async Task A_large_run_is_alone_and_small_ones_share()
    {
        await using var bench = await CampaignBench.StartAsync(database, settings: large);
        await bench.PeopleAsync(49);
        var (first, second) = (await bench.LaunchedAsync(), await bench.LaunchedAsync());
        await bench.PeopleAsync(10, first: 1000);
        var big = await bench.LaunchedAsync();
        await bench.Connection.ExecuteAsync("DELETE FROM recipients WHERE recipient_id >= 1000");
        var (third, fourth) = (await bench.LaunchedAsync(), await bench.LaunchedAsync());
        await bench.PeopleAsync(10, first: 1000);
        var next = await bench.LaunchedAsync();

        Assert.Equal(await PartitionAsync(bench, first), await PartitionAsync(bench, second));
        Assert.Equal(await PartitionAsync(bench, third), await PartitionAsync(bench, fourth));
        Assert.Equal(4, (await Task.WhenAll(new[] { first, big, third, next }.Select(run => PartitionAsync(bench, run)))).Distinct().Count());
        Assert.All([big, next], async run => Assert.Equal(new MessagePartition(run, run + 1), await PartitionAsync(bench, run)));
        await bench.RenderAsync(next);
        Assert.Equal(59, await bench.ScalarAsync<int>($"SELECT count(*) FROM messages_{next} m JOIN messages_{next}_texts t USING (run_id, message_no)"));
        Assert.Equal("{fillfactor=50}", await bench.ScalarAsync<string>($"SELECT reloptions::text FROM pg_class WHERE relname = 'messages_{next}'"));
    }

    [Fact]
    public async Task A_new_month_begins_a_new_shared_partition()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(5);
        // Behind what the other tests of the class have made.
        await bench.Connection.ExecuteAsync("SELECT setval('runs_run_id_seq', (SELECT max(to_run) FROM message_partitions), false)");
        var april = await bench.LaunchedAsync();
        // The last minute of April in Vietnam.
        await bench.Connection.ExecuteAsync("UPDATE runs SET launched_at = '2026-04-30T16:59:00Z'");
        var (may, later) = (await bench.LaunchedAsync(), await bench.LaunchedAsync());
        Assert.NotEqual(await PartitionAsync(bench, april), await PartitionAsync(bench, may));
        Assert.Equal(await PartitionAsync(bench, may), await PartitionAsync(bench, later));
    }

    [Fact]
    public async Task Launches_at_once_make_each_partition_once()
    {
        await using var bench = await CampaignBench.StartAsync(database, settings: large);
        await bench.PeopleAsync(60);
        var campaigns = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            campaigns.Add(await bench.CreateAsync());
            await bench.ApproveAsync(campaigns[^1]);
        }
        var launches = await Task.WhenAll(campaigns.Concat(campaigns).Select(id => bench.LaunchAsync(id)));
        var runs = launches.Select(l => l.RunId).Distinct().ToList();
        Assert.Equal(6, runs.Count);
        foreach (var run in runs) Assert.Equal(new MessagePartition(run, run + 1), await PartitionAsync(bench, run));
    }

    [Fact]
    public async Task A_launch_that_dies_leaves_neither_a_run_nor_half_a_partition_and_the_next_one_does_it_all()
    {
        await using var bench = await CampaignBench.StartAsync(database, settings: large);
        await bench.PeopleAsync(60);
        var campaignId = await bench.CreateAsync();
        await bench.ApproveAsync(campaignId);
        var before = await TablesAsync(bench);
        // The last statement of the launch, after the partition was attached and written down.
        await bench.Connection.ExecuteAsync("""
            CREATE FUNCTION lose_launch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'launch lost'; END $$;
            CREATE TRIGGER lose_launch BEFORE INSERT ON audit FOR EACH ROW WHEN (NEW.action = 'campaign.launch') EXECUTE FUNCTION lose_launch()
            """);
        try
        {
            await Assert.ThrowsAsync<PostgresException>(() => bench.LaunchAsync(campaignId));
        }
        finally
        {
            await bench.Connection.ExecuteAsync("DROP FUNCTION lose_launch CASCADE");
        }
        Assert.Equal(before, await TablesAsync(bench));
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM runs"));

        var run = (await bench.LaunchAsync(campaignId)).RunId;
        await bench.RenderAsync(run);
        Assert.Equal(60, await bench.ScalarAsync<int>($"SELECT count(*) FROM messages_{run}"));
    }

    [Fact]
    public async Task A_run_that_came_to_its_number_in_another_way_has_a_partition_when_it_is_rendered()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(5);
        await bench.Connection.ExecuteAsync("SELECT setval('runs_run_id_seq', 777776)");
        var run = await bench.LaunchedAsync();
        await bench.Connection.ExecuteAsync("""
            DROP TABLE messages_777700, messages_777700_texts; DELETE FROM message_partitions WHERE from_run = 777700
            """.Replace("777700", $"{(await PartitionAsync(bench, run)).FromRun}", StringComparison.Ordinal));
        await bench.RenderAsync(run);
        Assert.Equal(5, await bench.ScalarAsync<int>("SELECT count(*) FROM messages"));
        Assert.Equal(777800, (await PartitionAsync(bench, run)).ToRun);
    }

    [Fact]
    public async Task The_standing_run_is_alone_and_its_confirmations_use_up_no_run_numbers()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        var standing = bench.Services.GetRequiredService<ConfirmationRun>();
        for (byte i = 0; i < 5; i++)
        {
            await using var transaction = await bench.Connection.BeginTransactionAsync();
            await standing.QueueAsync(bench.Connection, [i], "+84900000001", "Đã nhận từ chối.", default);
            await transaction.CommitAsync();
        }
        var run = await bench.ScalarAsync<int>("SELECT run_id FROM runs");
        Assert.Equal(new MessagePartition(run, run + 1), await PartitionAsync(bench, run));
        await bench.PeopleAsync(5);
        Assert.Equal(run + 1, await bench.LaunchedAsync());
    }

    private static async Task<MessagePartition> PartitionAsync(CampaignBench bench, int run)
    {
        await using var connection = await bench.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        return await connection.QuerySingleAsync<MessagePartition>("SELECT from_run, to_run FROM message_partitions WHERE from_run <= @run AND to_run > @run", new { run });
    }

    private static Task<string?> TablesAsync(CampaignBench bench) => bench.ScalarAsync<string>(
        "SELECT count(*) || ' ' || (SELECT count(*) FROM pg_inherits) || ' ' || (SELECT count(*) FROM message_partitions) FROM pg_class");
}
