using System.Text.Json;
using CampaignEngine.Access;
using CampaignEngine.Dispatch;
using CampaignEngine.Reach;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Messages;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Reach;

/// <summary>Old runs leave the live tables; what was reached, and where the runs stood, is said as before.</summary>
public sealed class ArchiveRunsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const int Later = 2000;
    private static readonly DateOnly Before = new(2026, 6, 1);
    private ServiceProvider services = null!;
    private NpgsqlConnection connection = null!;
    private Actor administrator = null!;

    public async ValueTask InitializeAsync()
    {
        services = database.Services();
        connection = await database.Source.OpenConnectionAsync();
        administrator = await Actors.AddAsync(services, "admin", Role.Administrator);
        if (await ReachHistory.IsThereAsync(connection)) return;
        database.Clock.Advance(TimeSpan.FromDays(100));
        await connection.ExecuteAsync("""
            INSERT INTO runs (run_id, campaign_id, kind, state, launched_at, finished_at) OVERRIDING SYSTEM VALUE
            VALUES (1, 1, 'campaign', 'completed', '2026-05-04', '2026-05-07'), (2, 2, 'campaign', 'cancelled', '2026-05-04', '2026-05-07'), (@Later, 3, 'campaign', 'running', '2026-08-01', null)
            """, new { Later });
        await MessageRows.EnsurePartitionAsync(connection, Later);
        var history = new ReachHistory(connection);
        await history.BeginAsync();
        await history.ContactAsync("An", run: 1, theme: 9);
        await history.ContactAsync("An", run: 2, theme: 9, province: "79", delivered: "2026-05-06T02:00:00Z"); // moved meanwhile
        await history.ContactAsync("An", run: Later, theme: 9, language: "km", delivered: "2026-08-02T02:00:00Z");
        await history.ContactAsync("Cúc", run: 1, theme: 9, sender: "centre");
        await history.ContactAsync("Cúc", run: Later, theme: 9, delivered: "2026-08-02T02:00:00Z"); // proven only later
        await history.ContactAsync("Dũng", run: 1, theme: 9, occupation: "student");
        await history.ContactAsync("Em", run: 2, theme: 9, messageClass: "ServiceNotice");
        await history.ContactAsync("Giang", run: 1, theme: 3, born: null);
        await history.ContactAsync("Minh", run: 1, theme: 9, delivered: null);
        await history.ContactAsync("Nga", run: 1, theme: 9, delivered: "2025-12-31T16:59:59Z"); // still 2025 in Vietnam
        await connection.ExecuteAsync("UPDATE messages SET expires_at = '2026-05-07' WHERE delivered_at IS NOT NULL");
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await services.DisposeAsync();
    }

    [Fact]
    public async Task What_reports_and_status_say_is_the_same_before_amid_an_interruption_and_after()
    {
        var reports = await ReportsAsync();
        var standing = await StatusAsync(1);
        Assert.Equal("something-open", (await ArchiveAsync())["messages_first"]); // Minh's receipt may still come
        await connection.ExecuteAsync("UPDATE messages SET expires_at = '2026-05-07' WHERE run_id < @Later", new { Later });

        await InterruptAsync();
        Assert.Equal("detaching", await connection.ExecuteScalarAsync<string>("SELECT state FROM message_partitions WHERE name = 'messages_first'"));
        Assert.Equal(reports, await ReportsAsync());

        Assert.Equal("not-ended-before", (await ArchiveAsync())[$"messages_{Later}"]);
        Assert.Equal((2, 8), await connection.QuerySingleAsync<(int, int)>(
            "SELECT (SELECT count(*)::int FROM messages), (SELECT count(*)::int FROM archive.messages_first)"));
        Assert.Equal(reports, await ReportsAsync());
        var archived = await StatusAsync(1);
        Assert.Equal(database.Clock.GetUtcNow().UtcDateTime, archived.ArchivedAt!.Value, TimeSpan.FromSeconds(1));
        Assert.Equal(JsonSerializer.Serialize(standing), JsonSerializer.Serialize(archived with { ArchivedAt = null }));
        Assert.Equal([$"messages_{Later}"], (await ArchiveAsync()).Keys);
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM audit WHERE action = 'runs.archive'"));
        Assert.True(await connection.ExecuteScalarAsync<int>("SELECT nextval('runs_run_id_seq')::int") >= 1000);
    }

    [Fact]
    public async Task Nothing_young_is_archived_and_nothing_by_another_than_an_administrator()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => services.GetRequiredService<ArchiveRuns>().ExecuteAsync(administrator, new DateOnly(2026, 6, 15), default));
        Assert.Equal("too-young", refused.Problems[0].Code);
        var manager = await Actors.AddAsync(services, "manager", Role.Manager);
        await Assert.ThrowsAsync<ForbiddenException>(() => services.GetRequiredService<ArchiveRuns>().ExecuteAsync(manager, Before, default));
    }

    /// <summary>A reader holds the table, so the detachment waits half done; then its caller is stopped.</summary>
    private async Task InterruptAsync()
    {
        await using var reader = await database.Source.OpenConnectionAsync();
        await using var transaction = await reader.BeginTransactionAsync();
        await reader.ExecuteAsync("SELECT FROM messages LIMIT 1");
        using var stop = new CancellationTokenSource();
        var archiving = services.GetRequiredService<ArchiveRuns>().ExecuteAsync(administrator, Before, stop.Token);
        using var bounded = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_inherits WHERE inhdetachpending)")) await Task.Delay(20, bounded.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => archiving);
    }

    private async Task<Dictionary<string, string?>> ArchiveAsync() =>
        (await services.GetRequiredService<ArchiveRuns>().ExecuteAsync(administrator, Before, default)).ToDictionary(v => v.Partition, v => v.Kept);

    private Task<RunStanding> StatusAsync(int run) => services.GetRequiredService<RunStatus>().ExecuteAsync(run, default);

    private async Task<string> ReportsAsync()
    {
        var reports = new List<ReachReport>();
        foreach (var year in (int[])[2025, 2026])
            foreach (var by in Enum.GetValues<ReachDimension>())
                reports.Add(await services.GetRequiredService<ReachQuery>().ReportAsync(year, by, default) with { At = default });
        Assert.Contains(reports, report => report.Goals[0].Total.Reached > 0);
        return JsonSerializer.Serialize(reports);
    }
}
