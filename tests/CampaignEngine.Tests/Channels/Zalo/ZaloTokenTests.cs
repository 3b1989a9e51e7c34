using CampaignEngine.Channels;
using CampaignEngine.Channels.Zalo;
using CampaignEngine.Simulator;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels.Zalo;

/// <summary>Tokens that are used once, against the look-alike's real rotation.</summary>
public sealed class ZaloTokenTests : IAsyncLifetime
{
    private const string First = "simulator-refresh-0";
    private readonly ZaloUnderTest zalo = new();
    private SimulatorUnderTest simulator = null!;

    public async ValueTask InitializeAsync()
    {
        await zalo.InitializeAsync();
        await zalo.PutAsync("app-secret", "simulator-app-secret");
        await zalo.PutTokensAsync(First, access: null);
        simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
    }

    [Fact]
    public async Task Workers_that_need_a_token_at_once_renew_it_once_and_all_send()
    {
        await using var one = Services();
        await using var other = Services();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => SendAsync(i % 2 == 0 ? one : other, i + 1)));
        Assert.All(outcomes, outcome => Assert.IsType<Accepted>(outcome));
        Assert.Equal((1, 0), await RotationsAsync());
        Assert.Equal((2, true, 0), await RowAsync());
    }

    [Fact]
    public async Task A_young_token_is_used_and_one_of_twenty_hours_is_renewed()
    {
        await using var services = Services();
        Assert.IsType<Accepted>(await SendAsync(services));
        Assert.IsType<Accepted>(await SendAsync(services, 2));
        Assert.Equal((1, 0), await RotationsAsync());

        await AgeAsync(TimeSpan.FromHours(21));
        await using var later = Services();
        Assert.IsType<Accepted>(await SendAsync(later, 3));
        Assert.Equal((2, 0), await RotationsAsync());
    }

    [Fact]
    public async Task An_old_token_is_renewed_by_the_hour_also_where_nothing_is_sent()
    {
        for (var hour = 0; hour < 2; hour++)
        {
            await using var services = Services();
            await ActivatorUtilities.CreateInstance<CampaignEngine.Channels.Credentials.KeepTokensJob>(services).RunAsync(default);
            Assert.Equal((1, 0), await RotationsAsync());
        }
    }

    [Fact]
    public async Task A_token_that_Zalo_refuses_is_renewed_and_the_message_sent_once()
    {
        await using var services = Services();
        Assert.IsType<Accepted>(await SendAsync(services));
        await simulator.PostAsync("/zalo/tokens/expire");
        Assert.IsType<Accepted>(await SendAsync(services, 2));
        Assert.Equal((2, 0), await RotationsAsync());
        Assert.Equal((2, 1), (simulator.Count().Accepted, simulator.Count().MostPerId));
    }

    [Fact]
    public async Task A_renewed_token_that_is_refused_too_stops_the_sender_after_one_further_call()
    {
        await zalo.PutTokensAsync();
        var calls = 0;
        await using var server = new LoopbackServer(call => ++calls == 2
            ? call.AnswerAsync(200, """{"access_token":"a2","refresh_token":"r2","expires_in":"90000"}""") : call.AnswerAsync(200, ZaloCases.Error("-216")));
        Assert.Equal(new Rejected(RejectionKind.Configuration, "-216"), await zalo.SendAsync(server.Address));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_refresh_token_that_was_used_needs_a_person_and_the_providers_words_are_kept()
    {
        await zalo.PutTokensAsync("used-before", access: null);
        await using var services = Services();
        Assert.Equal(new Rejected(RejectionKind.Configuration, "needs-reconsent"), await SendAsync(services));
        var row = await zalo.TokenRowAsync();
        Assert.Equal("needs_reconsent", row.State);
        Assert.StartsWith("-14014 Invalid refresh token", row.Reason);
        Assert.Equal(new Rejected(RejectionKind.Configuration, "needs-reconsent"), await SendAsync(services));
        Assert.Equal((0, 1), await RotationsAsync());
        await using (var connection = await zalo.Database.Source.OpenConnectionAsync())
            Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM audit WHERE action = 'credential.needs-reconsent' AND user_id IS NULL"));

        await zalo.PutTokensAsync(First, access: null);
        await using var after = Services();
        Assert.IsType<Accepted>(await SendAsync(after, 2));
    }

    [Fact]
    public async Task A_provider_that_echoes_the_secret_does_not_make_us_keep_it()
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(200, $$"""{"error":-14014,"error_description":"token {{First}} of simulator-app-secret is void"}"""));
        await using var services = zalo.Services(server.Address);
        Assert.Equal(new Rejected(RejectionKind.Configuration, "needs-reconsent"), await SendAsync(services));
        Assert.Equal("-14014 token … of … is void", (await zalo.TokenRowAsync()).Reason);
    }

    [Fact]
    public async Task A_folder_of_keys_that_cannot_be_used_stops_the_sender_and_nothing_is_in_doubt()
    {
        var file = Path.GetTempFileName();
        await using var services = zalo.Database.Services(new Dictionary<string, string?>(zalo.Settings(simulator.Address)) { ["Engine:KeyFolder"] = file });
        Assert.Equal(new Rejected(RejectionKind.Configuration, "key-folder"), await SendAsync(services));
        File.Delete(file);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_asked_for_once_more_and_then_a_person_must_consent()
    {
        await simulator.ControlAsync(new { zaloTokenLost = true });
        await using var services = Services();
        Assert.Equal(new Unavailable("token-not-renewed"), await SendAsync(services));
        Assert.Equal((1, true, 1), await RowAsync());
        // The provider had made a successor: the old pair is void, and that is a known answer.
        Assert.Equal(new Rejected(RejectionKind.Configuration, "needs-reconsent"), await SendAsync(services));
        Assert.Equal((1, 1), await RotationsAsync());
        Assert.Equal((1, false, 0), await RowAsync());
    }

    [Fact]
    public async Task The_old_pair_serves_where_the_provider_had_not_heard_the_first_question()
    {
        var lost = true;
        await using var server = new LoopbackServer(call =>
            lost ? call.ResetAsync() : call.AnswerAsync(200, """{"access_token":"a2","refresh_token":"r2","expires_in":"90000"}"""));
        await using var services = zalo.Services(server.Address);
        Assert.Equal(new Unavailable("token-not-renewed"), await SendAsync(services));
        lost = false;
        // The token comes; the look-alike's answer to the send is no answer of a send.
        Assert.Equal(new InDoubt("malformed-answer"), await SendAsync(services));
        Assert.Equal((2, true, 0), await RowAsync());
    }

    [Fact]
    public async Task Two_lost_answers_are_enough()
    {
        await using var server = new LoopbackServer(call => call.ResetAsync());
        await using var services = zalo.Services(server.Address);
        Assert.Equal(new Unavailable("token-not-renewed"), await SendAsync(services));
        Assert.Equal(new Rejected(RejectionKind.Configuration, "needs-reconsent"), await SendAsync(services));
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal((1, false, 0), await RowAsync());
    }

    [Fact]
    public async Task While_Zalo_cannot_be_reached_an_old_token_serves_and_nothing_is_spoilt()
    {
        await zalo.PutTokensAsync(age: TimeSpan.FromHours(21));
        await using var server = new LoopbackServer(ZaloCases.All["accepted"].Behave);
        await using var services = zalo.Database.Services(new Dictionary<string, string?>(zalo.Settings(server.Address)) { ["Zalo:OAuthUrl"] = "http://127.0.0.1:1" });
        Assert.IsType<Accepted>(await SendAsync(services));
        Assert.Equal((2, true, 0), await RowAsync());
    }

    [Fact]
    public async Task Without_secrets_the_sender_stops_and_nobody_is_called()
    {
        await using (var connection = await zalo.Database.Source.OpenConnectionAsync()) await connection.ExecuteAsync("DELETE FROM credentials WHERE name = 'token'");
        await using var services = Services();
        Assert.Equal(new Rejected(RejectionKind.Configuration, "no-credential"), await SendAsync(services));
    }

    [Fact]
    public async Task A_process_killed_between_the_answer_and_its_commit_leaves_a_state_that_says_so()
    {
        using var home = new HomeFolderForTest();
        var token = await zalo.AdministratorTokenAsync();
        (string, string?)[] settings = [.. zalo.Settings(simulator.Address).Select(s => (s.Key.Replace(":", "__"), s.Value)),
            ("ConnectionStrings__Main", zalo.Database.ConnectionString), ("Engine__Mode", "Test"), ("CAMPAIGN_TOKEN", token)];
        var killed = await CampaignProcess.RunAsync(home.Path, ["channel", "check", "zalo"], [.. settings, (FailPoint.Variable, FailPoint.AfterRenewal)]);
        Assert.NotEqual(0, killed.ExitCode);
        Assert.Equal((1, 0), await RotationsAsync());
        Assert.Equal((1, true, 1), await RowAsync());

        var end = await CampaignProcess.RunAsync(home.Path, ["channel", "check", "zalo"], settings);
        Assert.Equal(2, end.ExitCode);
        Assert.Contains("token\tBad\tphải cấp quyền lại (-14014 Invalid refresh token", end.Output);
        Assert.DoesNotContain(First, end.Output + end.Errors);
        Assert.Equal((1, false, 0), await RowAsync());
    }

    private ServiceProvider Services() => zalo.Services(simulator.Address, null);

    private static async Task<SendOutcome> SendAsync(IServiceProvider services, int number = 1) =>
        Assert.Single(await services.GetRequiredService<IChannel>().SendAsync([ZaloUnderTest.ByPhone with { Reference = new MessageReference(7, number) }], default));

    private async Task<(int, int)> RotationsAsync()
    {
        var count = await simulator.GetAsync("/zalo/tokens");
        return (count.GetProperty("rotations").GetInt32(), count.GetProperty("refused").GetInt32());
    }

    private async Task<(int Version, bool Ready, int Tries)> RowAsync()
    {
        var row = await zalo.TokenRowAsync();
        return (row.Version - VersionAtStart, row.IsReady, row.RenewalTries);
    }

    /// <summary>Entered twice before each test: by the fixture and by it.</summary>
    private const int VersionAtStart = 1;

    private async Task AgeAsync(TimeSpan age)
    {
        await using var services = Services();
        var store = services.GetRequiredService<CampaignEngine.Channels.Credentials.CredentialStore>();
        var pair = ZaloTokenPair.TryRead((await store.FindAsync("zalo", "token", default))!.Secret)!;
        await zalo.PutTokensAsync(pair.Refresh, pair.Access, age);
    }

    public async ValueTask DisposeAsync()
    {
        await simulator.DisposeAsync();
        await zalo.DisposeAsync();
    }
}
