using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Messages;

namespace CampaignEngine.Tests.Dispatch;

public sealed class OutcomeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    public static readonly TheoryData<SendOutcome, MessageStatus, string?> Cases = new()
    {
        { new Accepted("SM1"), MessageStatus.Accepted, null },
        { new Rejected(RejectionKind.Recipient, "21211"), MessageStatus.Failed, "21211" },
        { new Rejected(RejectionKind.Content, "30007"), MessageStatus.Failed, "30007" },
        { new Rejected(RejectionKind.Configuration, "20003"), MessageStatus.Pending, "20003" },
        { new Throttled(TimeSpan.FromSeconds(1), "20429"), MessageStatus.Pending, "20429" },
        { new Unavailable("refused"), MessageStatus.Pending, "refused" },
        { new QuotaUntil(DateTimeOffset.UnixEpoch.AddYears(60), "quota"), MessageStatus.Pending, "quota" },
        { new InDoubt("timeout"), MessageStatus.InDoubt, "timeout" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_outcome_leads_to_its_status_with_the_providers_code(SendOutcome outcome, MessageStatus status, string? reason)
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        bench.Channel.Answer = _ => Task.FromResult(outcome);
        await bench.PumpAsync();
        Assert.Single(bench.Channel.Calls);
        Assert.Equal(status, await database.StatusAsync(bench.RunId, 1));
        Assert.Equal(reason, await bench.ScalarAsync<string?>("SELECT reason FROM messages WHERE run_id = @RunId"));
    }

    [Fact]
    public async Task What_is_throttled_comes_back_after_the_backoff_and_is_sent_once_more()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 20);
        var throttled = true;
        bench.Channel.Answer = message => throttled
            ? Task.FromResult<SendOutcome>(new Throttled(TimeSpan.FromSeconds(30), "20429"))
            : ScriptedChannel.Take(message);
        await bench.PumpAsync();
        Assert.Equal(20, bench.Channel.Calls.Count);
        throttled = false;
        database.Clock.Advance(TimeSpan.FromSeconds(29));
        await bench.PumpAsync();
        Assert.Equal(20, bench.Channel.Calls.Count);
        database.Clock.Advance(TimeSpan.FromSeconds(2));
        await bench.PumpAsync();
        Assert.Equal(40, bench.Channel.Calls.Count);
        Assert.Equal(20, await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @RunId AND status = 'accepted' AND attempt = 2"));
    }

    [Fact]
    public async Task A_throttled_few_do_not_hold_up_the_rest_of_their_chunk()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 50, inFlight: 10);
        bench.Channel.Answer = message => message.Reference.MessageNo % 10 == 3
            ? Task.FromResult<SendOutcome>(new Throttled(TimeSpan.FromSeconds(30), "20429"))
            : ScriptedChannel.Take(message);
        await bench.PumpAsync();
        Assert.Equal((45, 5), ((await bench.StandingAsync()).ByStatus["accepted"], (await bench.StandingAsync()).ByStatus["pending"]));
    }

    [Fact]
    public async Task A_fault_of_the_account_stops_the_sender_until_a_person_resumes_it()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 40, chunkSize: 10, inFlight: 10);
        bench.Channel.Answer = _ => Task.FromResult<SendOutcome>(new Rejected(RejectionKind.Configuration, "20003"));
        await bench.PumpAsync();
        Assert.Equal(10, bench.Channel.Calls.Count);
        Assert.Equal("configuration:20003", await bench.ScalarAsync<string>("SELECT stop_reason FROM senders WHERE sender = 'scripted'"));
        Assert.Equal(40, (await bench.StandingAsync()).ByStatus["pending"]);

        bench.Channel.Answer = ScriptedChannel.Take;
        await bench.Get<ResumeSender>().ExecuteAsync(await bench.OperatorAsync(), "scripted", default);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.PumpAsync();
        Assert.Equal(40, (await bench.StandingAsync()).ByStatus["accepted"]);
    }

    [Fact]
    public async Task A_refusal_that_the_provider_reports_is_recorded_for_the_number()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        bench.Channel.Answer = _ => Task.FromResult<SendOutcome>(new Rejected(RejectionKind.Recipient, "21610", Suppress: true));
        await bench.PumpAsync();
        Assert.Equal("provider:scripted", await bench.ScalarAsync<string>(
            "SELECT source FROM suppressions WHERE number_key = @key AND scope = 'campaigns'", new { key = DispatchBench.Key(bench.RunId, 1) }));
    }

    [Fact]
    public async Task A_channel_that_throws_leaves_its_own_message_in_doubt_and_no_other()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 10);
        bench.Channel.Answer = message => message.Reference.MessageNo == 4 ? throw new InvalidOperationException() : ScriptedChannel.Take(message);
        await bench.PumpAsync();
        Assert.Equal("in_doubt:channel-fault", await bench.ReasonAsync(4));
        Assert.Equal(9, (await bench.StandingAsync()).ByStatus["accepted"]);
    }
}
