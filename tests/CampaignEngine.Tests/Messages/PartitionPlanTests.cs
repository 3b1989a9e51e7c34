using System.Text.RegularExpressions;
using CampaignEngine.Channels;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Dapper;
using Npgsql;

namespace CampaignEngine.Tests.Messages;

/// <summary>The statements themselves, with the plans that PostgreSQL made for them, among fifty partitions.</summary>
public sealed partial class PartitionPlanTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const int Partitions = 50;
    private const int Run = 5000 + (Partitions / 2);
    private readonly List<string> plans = [];
    private NpgsqlDataSource source = null!;
    private NpgsqlConnection connection = null!;

    public async ValueTask InitializeAsync()
    {
        source = NpgsqlDataSource.Create(ConnectionDefaults.Apply(database.ConnectionString)); // as the engine: prepared by use, so that a generic plan would show
        connection = await source.OpenConnectionAsync();
        for (var run = 5000; run < 5000 + Partitions; run++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await MessagePartitions.EnsureAsync(connection, run, alone: true, default);
            await transaction.CommitAsync();
        }
        if (await connection.ExecuteScalarAsync<bool>("SELECT NOT EXISTS (SELECT FROM messages WHERE run_id >= 5000)"))
            for (var run = 5000; run < 5000 + Partitions; run++) await database.WriteAsync(run, 200);
        connection.Notice += (_, e) => plans.Add(e.Notice.MessageText);
        await connection.ExecuteAsync("LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_level = notice");
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await source.DisposeAsync();
    }

    [Fact]
    public async Task A_claim_its_outcomes_and_its_receipts_touch_the_partition_of_their_run_and_no_other()
    {
        var at = database.Clock.GetUtcNow();
        plans.Clear();
        // Often enough that a plan for any parameters would be considered.
        for (var slice = 0; slice < 10; slice++)
        {
            int[] numbers = [.. Enumerable.Range(slice * 10 + 1, 10)];
            var claimed = await MessageStatuses.ClaimAsync(connection, Run, "twilio", numbers, MessageRows.NoExclusion, at, default);
            Assert.Equal(10, claimed.Count);
            var moved = await MessageStatuses.ApplyOutcomesAsync(connection, [.. claimed.Select(m => new OutcomeChange(m.Reference, 1, MessageStatus.Accepted, null, "p", $"id-{m.Reference}"))], at, default);
            Assert.Equal(10, moved.Count);
            var effects = await MessageStatuses.ApplyReceiptsAsync(connection, "p", [.. claimed.Select(m => new Receipt(m.Reference, null, DeliveryStatus.Delivered, "delivered", null, at))], at, default);
            Assert.All(effects, effect => Assert.Equal(ReceiptEffect.Applied, effect));
            Assert.Equal(2, await MessageStatuses.SkipAsync(connection, [.. Enumerable.Range(slice * 2 + 150, 2).Select(n => new SkippedMessage(new MessageReference(Run, n), "test"))], at, default));
            await MessageStatuses.RescueToDoubtAsync(connection, Run, 1, 10, at, default);
        }
        var planned = plans.Where(p => p.Contains("messages", StringComparison.Ordinal)).ToList();
        Assert.True(planned.Count >= 50, $"{planned.Count} plans");
        Assert.All(planned, plan => Assert.Equal([$"messages_{Run}"], Tables().Matches(plan).Select(m => m.Groups[1].Value).Distinct()));
    }

    [GeneratedRegex(@"\bon (messages_(?:\d+|first))")]
    private static partial Regex Tables();
}
