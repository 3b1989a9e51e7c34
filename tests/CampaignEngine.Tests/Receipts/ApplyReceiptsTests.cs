using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Inbox;
using CampaignEngine.Messages;
using CampaignEngine.Receipts;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Messages;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Receipts;

public sealed class ApplyReceiptsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Each_receipt_is_marked_with_what_it_did_and_none_waits()
    {
        await database.WriteAsync(run: 1, count: 3);
        await database.TryMoveAsync(1, 1, MessageStatus.Sending, attempt: 1);
        await using var services = database.Services();
        foreach (var (number, status) in ((int, string)[])[(1, "sent"), (1, "delivered"), (1, "sent"), (1, "beamed_up"), (2, "delivered"), (9, "sent")])
            await services.StoreAsync(new MessageReference(1, number), status);
        await services.GetRequiredService<RawInbox>().StoreAsync("twilio", InboxKind.Receipt, "1-1", "nonsense"u8.ToArray(), default);

        Assert.Equal(7, await services.ApplyAsync());
        Assert.Equal(["applied", "applied", "stale", "unknown-status", "unknown-message", "unknown-message", "unreadable"], await database.Source.OutcomesAsync(1));
        Assert.Equal(MessageStatus.Delivered, await database.StatusAsync(1, 1));
        Assert.Equal(MessageStatus.Pending, await database.StatusAsync(1, 2));
        Assert.Equal(0, await services.ApplyAsync());
    }

    [Fact]
    public async Task A_receipt_that_comes_before_the_answer_is_applied_and_the_time_of_delivery_is_its_arrival()
    {
        await database.WriteAsync(run: 2, count: 1);
        await using var services = database.Services();
        await using var connection = await database.Source.OpenConnectionAsync();
        var claimed = Assert.Single(await MessageStatuses.ClaimAsync(connection, 2, "twilio", [1], MessageRows.NoExclusion, database.Clock.GetUtcNow(), default));
        var arrived = database.Clock.GetUtcNow();
        await services.StoreAsync(claimed.Reference, "delivered");
        database.Clock.Advance(TimeSpan.FromMinutes(10));
        await services.ApplyAsync();
        await MessageStatuses.ApplyOutcomesAsync(connection,
            [new OutcomeChange(claimed.Reference, 1, MessageStatus.Accepted, null, "twilio", "SM1")], database.Clock.GetUtcNow(), default);
        Assert.Equal(MessageStatus.Delivered, await database.StatusAsync(2, 1));
        Assert.Equal(arrived.UtcDateTime, await connection.ExecuteScalarAsync<DateTime>("SELECT delivered_at FROM messages WHERE run_id = 2"));
    }

    [Theory]
    [InlineData("sent", null, MessageStatus.Sent)]
    [InlineData("undelivered", 30003, MessageStatus.Undelivered)]
    [InlineData("failed", 30036, MessageStatus.Expired)]
    public async Task A_receipt_settles_what_was_in_doubt(string status, int? code, MessageStatus expected)
    {
        var run = 10 + (int)expected;
        await database.WriteAsync(run, count: 1);
        await database.TryMoveAsync(run, 1, MessageStatus.Sending, attempt: 1);
        await database.TryMoveAsync(run, 1, MessageStatus.InDoubt, attempt: 1);
        await using var services = database.Services();
        await services.StoreAsync(new MessageReference(run, 1), status, code);
        await services.ApplyAsync();
        Assert.Equal(expected, await database.StatusAsync(run, 1));
    }

    [Fact]
    public async Task A_receipt_that_says_opted_out_is_a_refusal_of_that_number()
    {
        await database.WriteAsync(run: 3, count: 1);
        await database.TryMoveAsync(3, 1, MessageStatus.Sending, attempt: 1);
        await using var services = database.Services();
        await services.StoreAsync(new MessageReference(3, 1), "failed", 21610);
        await services.ApplyAsync();
        await using var connection = await database.Source.OpenConnectionAsync();
        var refusal = Assert.Single(await Suppressions.FindAsync(connection, BitConverter.GetBytes(1L), default));
        Assert.Equal((SuppressionScope.Campaigns, "provider:twilio"), (refusal.Scope, refusal.Source));
    }

    [Fact]
    public async Task A_receipt_that_blames_the_account_stops_the_sender_once_and_its_repetition_does_not_stop_it_again()
    {
        await database.WriteAsync(run: 6, count: 1);
        await database.TryMoveAsync(6, 1, MessageStatus.Sending, attempt: 1);
        await using var services = database.Services();
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("INSERT INTO senders (sender, receipts, next_free_at) VALUES ('twilio', 'centre', @at)", new { at = database.Clock.GetUtcNow() });
        async Task<string?> StoppedAsync() => await connection.ExecuteScalarAsync<string?>("SELECT stop_reason FROM senders WHERE sender = 'twilio'");

        await services.StoreAsync(new MessageReference(6, 1), "failed", 30002);
        await services.ApplyAsync();
        Assert.Equal("configuration:30002", await StoppedAsync());
        await connection.ExecuteAsync("UPDATE senders SET stopped_at = null, stop_reason = null");
        await services.StoreAsync(new MessageReference(6, 1), "failed", 30002);
        await services.ApplyAsync();
        Assert.Null(await StoppedAsync());
    }

    [Fact]
    public async Task Several_workers_share_what_waits_and_take_nothing_twice()
    {
        const int messages = 3000;
        await database.WriteAsync(run: 4, count: messages);
        await using var services = database.Services();
        await using (var connection = await database.Source.OpenConnectionAsync())
            await MessageStatuses.ClaimAsync(connection, 4, "twilio", [.. Enumerable.Range(1, messages)], MessageRows.NoExclusion, database.Clock.GetUtcNow(), default);
        await Task.WhenAll(Enumerable.Range(1, messages).SelectMany(n => (Task[])[
            services.StoreAsync(new MessageReference(4, n), "delivered"), services.StoreAsync(new MessageReference(4, n), "sent")]));
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => services.ApplyAsync())));
        Assert.Equal(2 * messages, taken.Sum());
        await using var check = await database.Source.OpenConnectionAsync();
        Assert.Equal(messages, await check.ExecuteScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = 4 AND status = 'delivered'"));
        // Each is queued to be counted, once.
        Assert.Equal((messages, messages), await check.QuerySingleAsync<(int, int)>(
            "SELECT count(*)::int, count(DISTINCT message_no)::int FROM deliveries CROSS JOIN unnest(message_nos) AS message_no WHERE run_id = 4"));
    }

    [Fact]
    public async Task The_loop_applies_what_comes_while_it_runs_and_ends_when_asked()
    {
        await database.WriteAsync(run: 5, count: 1);
        await database.TryMoveAsync(5, 1, MessageStatus.Sending, attempt: 1);
        await using var services = database.Services();
        using var stop = new CancellationTokenSource();
        var applied = new TaskCompletionSource();
        var apply = services.GetRequiredService<ApplyReceipts>();
        var loop = services.GetRequiredService<InboxLoop>();
        var rounds = 0;
        var running = loop.RunAsync(InboxKind.Receipt, async cancel =>
        {
            // What passes by itself does not end the loop.
            if (rounds++ == 0) throw new Npgsql.NpgsqlException("lost", new IOException());
            var count = await apply.ExecuteAsync(cancel);
            if (count > 0) applied.SetResult();
            return count;
        }, stop.Token);
        Assert.False(await loop.RunAsync(InboxKind.Receipt, apply.ExecuteAsync, default));
        // The test's clock stands still: only the signal can wake the loop.
        await services.StoreAsync(new MessageReference(5, 1), "delivered");
        await applied.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        Assert.False(await running);
        Assert.Equal(MessageStatus.Delivered, await database.StatusAsync(5, 1));
    }
}
