using CampaignEngine.Channels;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels.Zalo;

public sealed class ZaloQuotaTests : IAsyncLifetime
{
    private readonly ZaloUnderTest zalo = new();
    private SimulatorUnderTest simulator = null!;

    public async ValueTask InitializeAsync()
    {
        await zalo.InitializeAsync();
        await zalo.PutAsync("app-secret", "simulator-app-secret");
        await zalo.PutTokensAsync("simulator-refresh-0", access: null);
        simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings(), ("zalo:DailyQuota", "3"));
    }

    [Fact]
    public async Task The_answers_count_the_quota_down_and_no_worker_calls_when_nothing_is_left()
    {
        await using var one = zalo.Services(simulator.Address);
        for (var i = 1; i <= 3; i++) Assert.IsType<Accepted>(await SendAsync(one, i));
        await LeftAsync(0);
        await using var other = zalo.Services(simulator.Address);
        var midnight = new DateTimeOffset(2026, 5, 6, 0, 0, 0, TimeSpan.FromHours(7));
        Assert.Equal(new QuotaUntil(midnight, "-144"), await SendAsync(other, 4));
        Assert.Equal(3, simulator.Count().Requests);
        // A message by user id is none of this quota's.
        Assert.IsType<Accepted>(await SendAsync(other, 5, ZaloUnderTest.ByUser));

        zalo.Database.Clock.Advance(TimeSpan.FromHours(17));
        Assert.Equal(new QuotaUntil(midnight.AddDays(1), "-144"), await SendAsync(other, 6));
        Assert.Equal(5, simulator.Count().Requests);
    }

    [Fact]
    public async Task The_check_reads_the_quota_for_all_and_tells_how_the_secrets_stand()
    {
        await using var services = zalo.Services(simulator.Address);
        var lines = await services.CheckOf("zalo").ExecuteAsync(default);
        Assert.Equal(["token Good", "app-secret Good", "oa-secret Good", "quota Good"], lines.Select(l => $"{l.Subject} {l.State}"));
        Assert.Equal("3 of 3 messages are left today", lines[^1].En);
        await LeftAsync(3);
    }

    [Fact]
    public async Task The_check_says_what_is_missing_or_must_be_entered_again()
    {
        await zalo.PutTokensAsync("used-before", access: null);
        await using var services = zalo.Services(simulator.Address);
        var check = services.CheckOf("zalo");
        var lines = await check.ExecuteAsync(default);
        Assert.Equal(["token Bad", "app-secret Good", "oa-secret Good", "quota Bad"], lines.Select(l => $"{l.Subject} {l.State}"));
        Assert.Contains("-14014 Invalid refresh token", lines[0].En);
        Assert.Contains("campaign channel credential set zalo token", lines[0].En);

        await using (var connection = await zalo.Database.Source.OpenConnectionAsync()) await connection.ExecuteAsync("DELETE FROM credentials");
        Assert.All(await check.ExecuteAsync(default), line => Assert.Equal(CheckState.Bad, line.State));
    }

    private static async Task<SendOutcome> SendAsync(IServiceProvider services, int number, OutgoingMessage? message = null) =>
        Assert.Single(await services.GetRequiredService<IChannel>().SendAsync([(message ?? ZaloUnderTest.ByPhone) with { Reference = new MessageReference(7, number) }], default));

    /// <summary>The ledger is written beside the sending.</summary>
    private async Task LeftAsync(int expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        await using var connection = await zalo.Database.Source.OpenConnectionAsync();
        while (await connection.ExecuteScalarAsync<int?>("SELECT remaining FROM provider_quotas WHERE provider = 'zalo' AND day = '2026-05-05'") != expected)
            await tick.WaitForNextTickAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await simulator.DisposeAsync();
        await zalo.DisposeAsync();
    }
}
