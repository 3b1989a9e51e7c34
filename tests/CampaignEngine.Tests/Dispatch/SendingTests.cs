using CampaignEngine.Calendar;
using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Dispatch;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Tests.Dispatch;

public sealed class SendingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Four_pumps_send_each_message_once_and_the_run_completes()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1000, chunkSize: 20);
        await bench.PumpAsync(pumps: 4);
        Assert.Equal(Enumerable.Range(1, 1000), bench.Channel.Numbers.Order());
        var standing = await bench.StandingAsync();
        Assert.Equal((RunState.Completed, 1000, 1000), (standing.State, standing.Members.Targeted, standing.Members.Open));
        Assert.Equal(1000, standing.ByStatus["accepted"]);
    }

    [Fact]
    public async Task The_provider_gets_the_stored_text_and_no_more_in_flight_than_allowed()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 30, inFlight: 7);
        var (now, most) = (0, 0);
        bench.Channel.Answer = async message =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return await ScriptedChannel.Take(message);
        };
        await bench.PumpAsync();
        Assert.InRange(most, 1, 7);
        Assert.All(bench.Channel.Calls, call => Assert.Equal($"Text {call.Reference.MessageNo}", call.Body));
    }

    [Fact]
    public async Task Who_refused_died_changed_number_or_was_erased_after_the_launch_is_skipped_with_the_reason()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 6);
        var id = bench.RunId * 100000;
        await using (var connection = await database.Source.OpenConnectionAsync())
            await Suppressions.AddAsync(connection, DispatchBench.Key(bench.RunId, 1), SuppressionScope.Campaigns, "test", database.Clock.GetUtcNow(), default);
        await bench.ScalarAsync<int>("UPDATE recipients SET died_on = '2026-05-04' WHERE recipient_id = @id", new { id = id + 2 });
        await bench.ScalarAsync<int>("UPDATE recipients SET phone = '+84911111111', number_key = '\\x01' WHERE recipient_id = @id", new { id = id + 3 });
        await bench.ScalarAsync<int>("DELETE FROM recipients WHERE recipient_id = @id", new { id = id + 4 });
        await bench.PumpAsync();
        Assert.Equal([5, 6], bench.Channel.Numbers.Order());
        Assert.Equal("skipped:refused-campaigns", await bench.ReasonAsync(1));
        Assert.Equal("skipped:dead", await bench.ReasonAsync(2));
        Assert.Equal("skipped:number-changed", await bench.ReasonAsync(3));
        Assert.Equal("skipped:erased", await bench.ReasonAsync(4));
        Assert.Equal(4, (await bench.StandingAsync()).Members.Skipped);
    }

    [Fact]
    public async Task What_is_past_its_expiry_is_expired_and_not_sent_though_nobody_claims_it()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 40, chunkSize: 10, expires: TimeSpan.FromHours(1));
        await bench.Get<PauseRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default);
        database.Clock.Advance(TimeSpan.FromHours(1));
        await bench.Get<Sweep>().ExecuteAsync(default);
        Assert.Equal(40, (await bench.StandingAsync()).Members.Expired);
        await bench.Get<ResumeRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default);
        await bench.PumpAsync();
        Assert.Empty(bench.Channel.Calls);
    }

    [Fact]
    public async Task Outside_its_hours_a_run_is_put_off_to_the_next_opening()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 20, chunkSize: 10, expires: TimeSpan.FromDays(3));
        database.Clock.Advance(NextEight() - database.Clock.GetUtcNow() - TimeSpan.FromHours(11));
        await bench.PumpAsync();
        Assert.Empty(bench.Channel.Calls);
        database.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(2, await bench.ScalarAsync<int>(
            "SELECT count(*) FROM chunks WHERE run_id = @RunId AND state = 'ready' AND ready_at = @open", new { bench.RunId, open = database.Clock.GetUtcNow().AddHours(6) }));
        database.Clock.Advance(TimeSpan.FromHours(6));
        await bench.PumpAsync();
        Assert.Equal(20, bench.Channel.Calls.Count);
    }

    [Fact]
    public async Task The_confirmation_of_a_refusal_goes_out_at_night_to_a_number_that_has_refused()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        database.Clock.Advance(NextEight() - database.Clock.GetUtcNow() + TimeSpan.FromHours(15));
        var key = DispatchBench.Key(bench.RunId, 1);
        await using (var connection = await database.Source.OpenConnectionAsync())
        {
            await Suppressions.AddAsync(connection, key, SuppressionScope.Everything, "test", database.Clock.GetUtcNow(), default);
            await using var transaction = await connection.BeginTransactionAsync();
            await bench.Get<ConfirmationRun>().QueueAsync(connection, key, "+84900000001", "Đã nhận từ chối.", default);
            await transaction.CommitAsync();
        }
        await bench.ScalarAsync<int>("UPDATE runs SET state = 'running' WHERE kind = 'refusal-confirmation'");
        await bench.PumpAsync();
        Assert.Equal("Đã nhận từ chối.", Assert.Single(bench.Channel.Calls).Body);
    }

    [Fact]
    public void Without_a_recorded_dossier_a_foreign_route_sends_to_nobody_real()
    {
        var senders = new SenderFor([], Options.Create(new EngineOptions { Mode = EngineMode.Live }), Options.Create(new DispatchOptions()));
        Assert.Equal("no-transfer-dossier", senders.Forbidden(new ForeignChannel(null)));
        Assert.Null(senders.Forbidden(new ForeignChannel("HS-01/2026")));
        Assert.Null(senders.Forbidden(new ScriptedChannel()));
    }

    /// <summary>Of the next day.</summary>
    private DateTimeOffset NextEight() =>
        VietnamTime.At(VietnamTime.Today(database.Clock).AddDays(1), new TimeOnly(8, 0)).ToUniversalTime();

    private sealed class ForeignChannel(string? dossier) : IChannel, IForeignRoute
    {
        public string? TransferDossier => dossier;
        public string Provider => "foreign";
        public string Medium => "sms";
        public ReceiptMeaning Receipts => ReceiptMeaning.None;
        public (int Smallest, int Largest) BatchSize => (1, 1);

        public Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> batch, CancellationToken cancel) =>
            throw new NotSupportedException();
    }
}
