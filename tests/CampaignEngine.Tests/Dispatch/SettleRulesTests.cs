using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>What follows from each answer of a provider that was asked.</summary>
public sealed class SettleRulesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task What_was_never_taken_gives_back_all_that_its_attempt_had_taken()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 3);
        bench.Channel.Limits = new SenderLimits(MessagesPerDay: 1000);
        await DoubtAsync(bench);
        Assert.Equal((3, 3), (await CountAsync(bench, "reservations"), await CountAsync(bench, "contacts")));
        await SettleAsync(bench, new ScriptedLookUp(_ => new NotFound()));
        Assert.Equal((0, 0), (await CountAsync(bench, "reservations"), await CountAsync(bench, "contacts")));
        bench.Channel.Answer = ScriptedChannel.Take;
        await bench.PumpAsync();
        Assert.Equal((3, 3), ((await bench.StandingAsync()).ByStatus["accepted"], await CountAsync(bench, "reservations")));
    }

    [Fact]
    public async Task A_provider_that_never_states_a_quiet_time_leaves_the_doubt()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 2);
        await DoubtAsync(bench);
        await SettleAsync(bench, new ScriptedLookUp(_ => new NotFound()) { NotFoundAfter = null });
        Assert.Equal(2, (await bench.StandingAsync()).Members.InDoubt);
    }

    [Fact]
    public async Task A_refusal_that_the_provider_tells_when_asked_is_recorded()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        await bench.PumpAsync();
        await SettleAsync(bench, new ScriptedLookUp(q => ScriptedLookUp.Found(q.Reference, DeliveryStatus.Undelivered, q.ProviderId!, "21610", suppress: true)));
        Assert.Equal("undelivered:21610", await bench.ReasonAsync(1));
        Assert.Equal(1, await bench.ScalarAsync<int>("SELECT count(*) FROM suppressions WHERE number_key = @key", new { key = DispatchBench.Key(bench.RunId, 1) }));
    }

    [Fact]
    public async Task An_id_that_a_message_of_another_run_to_that_number_holds_is_not_it()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1, expires: TimeSpan.FromDays(30), settings: ("Caps:PerDay", "9"));
        await bench.PumpAsync();
        database.Clock.Advance(TimeSpan.FromDays(2));
        var second = await bench.AddRunAsync();
        await DoubtAsync(bench);
        await SettleAsync(bench, new ScriptedLookUp(q => ScriptedLookUp.Found(q.Reference, DeliveryStatus.Sent, $"id-{bench.RunId}-1")));
        Assert.Equal("pending", await StatusAsync(bench, second, 1));
        Assert.Equal("sent", await StatusAsync(bench, bench.RunId, 1));
    }

    [Fact]
    public async Task While_another_message_to_the_number_is_on_its_way_nothing_can_be_said()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 2);
        await DoubtAsync(bench);
        // The second is sent anew at this moment, to the same telephone; its answer with the id is still out.
        await bench.ScalarAsync<int>("""
            UPDATE messages SET number_key = (SELECT number_key FROM messages WHERE run_id = @RunId AND message_no = 1) WHERE run_id = @RunId AND message_no = 2;
            UPDATE contacts SET number_key = (SELECT number_key FROM messages WHERE run_id = @RunId AND message_no = 1) WHERE run_id = @RunId AND message_no = 2;
            UPDATE messages SET status = 'pending' WHERE run_id = @RunId AND message_no = 2;
            UPDATE messages SET status = 'sending', attempt = 2 WHERE run_id = @RunId AND message_no = 2;
            """);
        await SettleAsync(bench, new ScriptedLookUp(q => ScriptedLookUp.Found(q.Reference, DeliveryStatus.Sent, "of-the-second")));
        Assert.Equal("in_doubt", await StatusAsync(bench, bench.RunId, 1));
    }

    [Theory]
    [InlineData(new[] { "first" }, "pending")]
    [InlineData(new[] { "first", "second" }, "sent")]
    public async Task After_a_retry_the_id_of_the_attempt_that_ended_is_not_taken_for_the_further_one(string[] listed, string status)
    {
        // Without a cap the ledger does not tell when the further attempt was claimed.
        await using var bench = await DispatchBench.StartAsync(database, messages: 1, settings: [("Caps:PerDay", "0"), ("Caps:PerMonth", "0")]);
        await RetriedAsync(bench);
        await DoubtAsync(bench);
        await SettleAsync(bench, new ScriptedLookUp(q => new Found([.. listed.Select(id =>
            new Receipt(q.Reference, id, id == "first" ? DeliveryStatus.Undelivered : DeliveryStatus.Sent, id, "30003", At: null))])));
        Assert.Equal(status, await StatusAsync(bench, bench.RunId, 1));
    }

    [Fact]
    public async Task After_a_retry_a_late_word_about_the_attempt_that_ended_changes_nothing_unless_it_was_delivered_after_all()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        await RetriedAsync(bench);
        await ReceiveAsync(bench, "first", DeliveryStatus.Sent, DeliveryStatus.Undelivered);
        Assert.Equal("pending", await StatusAsync(bench, bench.RunId, 1));
        bench.Channel.Answer = _ => Task.FromResult<SendOutcome>(new Accepted("second", 1));
        await bench.PumpAsync();
        await ReceiveAsync(bench, "first", DeliveryStatus.Failed);
        await ReceiveAsync(bench, "second", DeliveryStatus.Sent);
        Assert.Equal("sent", await StatusAsync(bench, bench.RunId, 1));
        await ReceiveAsync(bench, "first", DeliveryStatus.Delivered);
        Assert.Equal("delivered", await StatusAsync(bench, bench.RunId, 1));
    }

    [Fact]
    public async Task Words_about_both_attempts_in_one_set_do_not_disturb_each_other()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        await RetriedAsync(bench);
        bench.Channel.Answer = _ => Task.FromResult<SendOutcome>(new Accepted("second", 1));
        await bench.PumpAsync();
        await using var connection = await database.Source.OpenConnectionAsync();
        var reference = new MessageReference(bench.RunId, 1);
        var effects = await MessageStatuses.ApplyReceiptsAsync(connection, "scripted",
            [new Receipt(reference, "first", DeliveryStatus.Undelivered, "undelivered", "30003", null), new Receipt(reference, "second", DeliveryStatus.Sent, "sent", null, null)],
            database.Clock.GetUtcNow(), default);
        Assert.Equal([ReceiptEffect.Stale, ReceiptEffect.Applied], effects);
        Assert.Equal("sent", await StatusAsync(bench, bench.RunId, 1));
    }

    [Fact]
    public async Task An_answer_of_the_attempt_that_ended_does_not_undo_a_retry()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        await RetriedAsync(bench);
        await LateAnswerAsync(bench, 1);
        Assert.Equal("pending", await StatusAsync(bench, bench.RunId, 1));
    }

    [Fact]
    public async Task A_message_whose_id_became_known_while_the_provider_was_asked_takes_no_other()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        await DoubtAsync(bench);
        await SettleAsync(bench, new ScriptedLookUp(q =>
        {
            ReceiveAsync(bench, "own", DeliveryStatus.Sent).GetAwaiter().GetResult();
            return ScriptedLookUp.Found(q.Reference, DeliveryStatus.Delivered, "of-another");
        }));
        Assert.Equal("sent", await StatusAsync(bench, bench.RunId, 1));
    }

    [Fact]
    public async Task What_a_person_decided_on_without_an_id_keeps_the_list_from_telling()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 2);
        await DoubtAsync(bench);
        await bench.ScalarAsync<int>("UPDATE messages SET number_key = (SELECT number_key FROM messages WHERE run_id = @RunId AND message_no = 1) WHERE run_id = @RunId AND message_no = 2");
        await bench.Get<ResolveDoubts>().ExecuteAsync(await bench.OperatorAsync(), [new MessageReference(bench.RunId, 2)], MessageStatus.Delivered, "asked the person", default);
        await SettleAsync(bench, new ScriptedLookUp(q => ScriptedLookUp.Found(q.Reference, DeliveryStatus.Delivered, "perhaps-of-the-second")));
        Assert.Equal("in_doubt", await StatusAsync(bench, bench.RunId, 1));
    }

    [Fact]
    public async Task Where_it_is_not_known_who_was_called_one_who_cannot_be_asked_may_have_it()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 2);
        await DoubtAsync(bench);
        await bench.ScalarAsync<int>("UPDATE messages SET provider = null WHERE run_id = @RunId AND message_no = 1");
        await SettleAsync(bench, new ScriptedLookUp(_ => new NotFound()), new ScriptedChannel("mute"));
        Assert.Equal(("in_doubt", "pending"), (await StatusAsync(bench, bench.RunId, 1), await StatusAsync(bench, bench.RunId, 2)));
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_puts_the_end_of_waiting_off()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        await bench.PumpAsync();
        database.Clock.Advance(TimeSpan.FromHours(80));
        await SettleAsync(bench, new ScriptedLookUp(_ => new Unanswered("http-503")));
        Assert.Equal(1, (await bench.StandingAsync()).Members.Open);
        await SettleAsync(bench, new ScriptedLookUp(_ => new NotFound()));
        Assert.Equal("expired:no-receipt", await bench.ReasonAsync(1));
    }

    [Fact]
    public async Task An_answer_that_comes_after_it_was_held_for_never_taken_is_believed_and_nothing_is_sent_again()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        await DoubtAsync(bench);
        await SettleAsync(bench, new ScriptedLookUp(_ => new NotFound()));
        Assert.Equal("pending", await StatusAsync(bench, bench.RunId, 1));
        await LateAnswerAsync(bench, 1);
        await bench.PumpAsync();
        Assert.Equal(("accepted", 1), (await StatusAsync(bench, bench.RunId, 1), bench.Channel.Calls.Count));
    }

    [Fact]
    public async Task Look_ups_receipts_and_late_answers_end_alike_in_any_order()
    {
        string[] acts = ["look-up", "sent", "delivered", "answer"];
        var orders = Orders(acts).ToList();
        await using var bench = await DispatchBench.StartAsync(database, orders.Count);
        await DoubtAsync(bench);
        await using var asking = Asking(bench, new ScriptedLookUp(q => ScriptedLookUp.Found(q.Reference, DeliveryStatus.Sent, $"id-{q.Reference}")));
        foreach (var (place, order) in orders.Index())
            foreach (var act in order)
                await ActAsync(bench, asking, act, place + 1);
        Assert.Equal(orders.Count, (await bench.StandingAsync()).Members.Delivered);
        Assert.Equal(orders.Count, await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @RunId AND provider_id = 'id-' || run_id || '-' || message_no"));
    }

    [Fact]
    public async Task What_was_left_pending_in_a_chunk_that_counts_as_done_is_found_by_the_next_look()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 2);
        await DoubtAsync(bench);
        await bench.ScalarAsync<int>("UPDATE messages SET status = 'pending' WHERE run_id = @RunId");
        await SettleAsync(bench, new ScriptedLookUp(_ => new NotFound()));
        bench.Channel.Answer = ScriptedChannel.Take;
        await bench.PumpAsync();
        Assert.Equal((2, RunState.Completed), ((await bench.StandingAsync()).ByStatus["accepted"], (await bench.StandingAsync()).State));
    }

    [Fact]
    public async Task A_chunk_that_is_begun_again_is_looked_at_as_soon_as_a_new_one()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        await DoubtAsync(bench);
        for (var look = 0; look < 6; look++) await SettleAsync(bench, new ScriptedLookUp(_ => new Unanswered("http-503")));
        await bench.ScalarAsync<int>("UPDATE messages SET status = 'pending' WHERE run_id = @RunId; UPDATE chunks SET state = 'ready' WHERE run_id = @RunId; UPDATE runs SET state = 'running', finished_at = null WHERE run_id = @RunId");
        await bench.PumpAsync();
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT tries FROM due WHERE run_id = @RunId"));
        Assert.True(await bench.ScalarAsync<DateTime>("SELECT due_at FROM due WHERE run_id = @RunId") <= database.Clock.GetUtcNow().UtcDateTime.AddMinutes(2));
    }

    /// <summary>The first attempt came to nothing, as its receipt said, and a person asked for a further one.</summary>
    private async Task RetriedAsync(DispatchBench bench)
    {
        bench.Channel.PassingCodes = new HashSet<string> { "30003" };
        bench.Channel.Answer = _ => Task.FromResult<SendOutcome>(new Accepted("first", 1));
        await bench.PumpAsync();
        await ReceiveAsync(bench, "first", DeliveryStatus.Undelivered);
        Assert.Equal(1, await bench.Get<RetryFailed>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, null, default));
    }

    /// <summary>Word after word about the first message.</summary>
    private async Task ReceiveAsync(DispatchBench bench, string id, params DeliveryStatus[] words)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        foreach (var word in words)
            await MessageStatuses.ApplyReceiptsAsync(
                connection, "scripted", [new Receipt(new MessageReference(bench.RunId, 1), id, word, $"{word}", word == DeliveryStatus.Undelivered ? "30003" : null, null)], database.Clock.GetUtcNow(), default);
    }

    private static async Task DoubtAsync(DispatchBench bench)
    {
        bench.Channel.Answer = _ => Task.FromResult<SendOutcome>(new InDoubt("timeout"));
        await bench.PumpAsync();
    }

    /// <summary>The next time a look is due.</summary>
    private async Task SettleAsync(DispatchBench bench, ScriptedLookUp lookUp, params IChannel[] others)
    {
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        await bench.ScalarAsync<int>("UPDATE due SET due_at = '2000-01-01'");
        await using var asking = Asking(bench, lookUp, others);
        await asking.GetRequiredService<SettleDue>().ExecuteAsync(default);
    }

    private ServiceProvider Asking(DispatchBench bench, ScriptedLookUp lookUp, params IChannel[] others) =>
        database.Services(new Dictionary<string, string?> { ["Settle:QuestionsPerSecond"] = "1000" }, services =>
        {
            services.AddSingleton<IChannel>(bench.Channel).AddSingleton<ILookUp>(lookUp);
            foreach (var other in others) services.AddSingleton(other);
        });

    private async Task ActAsync(DispatchBench bench, ServiceProvider asking, string act, int number)
    {
        if (act == "look-up") await asking.GetRequiredService<SettleRange>().ExecuteAsync(new DueRange(bench.RunId, number, number, 1), default);
        else if (act == "answer") await LateAnswerAsync(bench, number);
        else
        {
            await using var connection = await database.Source.OpenConnectionAsync();
            var status = act == "sent" ? DeliveryStatus.Sent : DeliveryStatus.Delivered;
            var reference = new MessageReference(bench.RunId, number);
            await MessageStatuses.ApplyReceiptsAsync(connection, "scripted", [new Receipt(reference, $"id-{reference}", status, act, null, null)], database.Clock.GetUtcNow(), default);
        }
    }

    private async Task LateAnswerAsync(DispatchBench bench, int number)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var reference = new MessageReference(bench.RunId, number);
        await MessageStatuses.ApplyOutcomesAsync(
            connection, [new OutcomeChange(reference, 1, MessageStatus.Accepted, null, "scripted", $"id-{reference}")], database.Clock.GetUtcNow(), default);
    }

    private static IEnumerable<IReadOnlyList<string>> Orders(IReadOnlyList<string> acts) => acts.Count == 0
        ? [[]]
        : acts.SelectMany(first => Orders([.. acts.Where(a => a != first)]).Select(rest => (IReadOnlyList<string>)[first, .. rest]));

    private static Task<int> CountAsync(DispatchBench bench, string table) => bench.ScalarAsync<int>($"SELECT count(*) FROM {table} WHERE run_id = @RunId")!;

    private static Task<string?> StatusAsync(DispatchBench bench, int run, int number) =>
        bench.ScalarAsync<string?>("SELECT status::text FROM messages WHERE run_id = @run AND message_no = @number", new { run, number });
}
