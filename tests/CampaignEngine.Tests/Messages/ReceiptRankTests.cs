using CampaignEngine.Channels;
using CampaignEngine.Messages;
using CampaignEngine.Tests.Harness;
using CsCheck;
using static CampaignEngine.Messages.ReceiptEffect;

namespace CampaignEngine.Tests.Messages;

public sealed class ReceiptRankTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Receipts of one message, cut into sets at random: whatever the order and the repetitions, the highest rank stands at the end.</summary>
    [Fact]
    public async Task Any_order_and_repetition_of_receipts_ends_in_the_highest_rank()
    {
        var run = 1000;
        await Gen.Select(Gen.Enum<DeliveryStatus>().Array[1, 8], Gen.Int[1, 4]).SampleAsync(async (words, size) =>
        {
            var mine = Interlocked.Increment(ref run);
            await database.WriteAsync(mine, count: 1);
            await ClaimAsync(mine, [1]);
            foreach (var set in words.Chunk(size)) await ApplyAsync([.. set.Select(word => Word(mine, 1, word))]);
            return await database.StatusAsync(mine, 1) == (words.Select(MessageStatusNames.Of).Max() ?? MessageStatus.Sending);
        }, iter: 200);
    }

    [Fact]
    public async Task Each_receipt_of_a_set_is_told_what_it_did()
    {
        await database.WriteAsync(run: 2, count: 3);
        await ClaimAsync(run: 2, [1, 2]);
        var effects = await ApplyAsync([
            Word(2, 1, DeliveryStatus.Sent), Word(2, 1, DeliveryStatus.Accepted), Word(2, 1, DeliveryStatus.Delivered), Word(2, 1, DeliveryStatus.Delivered),
            Word(2, 2, DeliveryStatus.Unknown), Word(2, 3, DeliveryStatus.Delivered), Word(2, 99, DeliveryStatus.Delivered)]);
        Assert.Equal([Applied, Stale, Applied, Stale, UnknownStatus, UnknownMessage, UnknownMessage], effects);
        Assert.Equal(MessageStatus.Pending, await database.StatusAsync(2, 3));
    }

    [Fact]
    public async Task An_answer_that_a_receipt_has_overtaken_changes_nothing()
    {
        await database.WriteAsync(run: 3, count: 1);
        var claimed = Assert.Single(await ClaimAsync(run: 3, [1]));
        await ApplyAsync([Word(3, 1, DeliveryStatus.Delivered)]);
        Assert.Empty(await OutcomeAsync(new OutcomeChange(claimed.Reference, claimed.Attempt, MessageStatus.InDoubt, "timeout")));
        Assert.Equal(MessageStatus.Delivered, await database.StatusAsync(3, 1));
    }

    [Fact]
    public async Task A_late_answer_of_the_same_attempt_settles_the_doubt_of_the_rescue_and_an_older_one_does_not()
    {
        await database.WriteAsync(run: 4, count: 1);
        var first = Assert.Single(await ClaimAsync(run: 4, [1]));
        await OutcomeAsync(new OutcomeChange(first.Reference, first.Attempt, MessageStatus.Pending, "throttled"));
        var second = Assert.Single(await ClaimAsync(run: 4, [1]));
        await using (var connection = await database.Source.OpenConnectionAsync())
            Assert.Equal(1, await MessageStatuses.RescueToDoubtAsync(connection, 4, 1, 1, database.Clock.GetUtcNow(), default));
        Assert.Empty(await OutcomeAsync(new OutcomeChange(first.Reference, first.Attempt, MessageStatus.Accepted, null, "p", "id1")));
        Assert.Single(await OutcomeAsync(new OutcomeChange(second.Reference, second.Attempt, MessageStatus.Accepted, null, "p", "id2")));
        Assert.Equal(MessageStatus.Accepted, await database.StatusAsync(4, 1));
    }

    [Fact]
    public async Task One_message_is_claimed_by_one_of_many()
    {
        await database.WriteAsync(run: 5, count: 50);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ClaimAsync(run: 5, Enumerable.Range(1, 50))));
        Assert.Equal(Enumerable.Range(1, 50), claims.SelectMany(c => c).Select(c => c.Reference.MessageNo).Order());
    }

    [Fact]
    public async Task Outcomes_and_receipts_of_the_same_messages_meet_without_a_deadlock()
    {
        const int messages = 300;
        await database.WriteAsync(run: 6, count: messages);
        var claimed = await ClaimAsync(run: 6, Enumerable.Range(1, messages));
        await Task.WhenAll(
            OutcomeAsync([.. claimed.Select(c => new OutcomeChange(c.Reference, c.Attempt, MessageStatus.Accepted, null, "p", "id"))]),
            ApplyAsync([.. claimed.Reverse().Select(c => new Receipt(c.Reference, null, DeliveryStatus.Sent, "sent", null, null))]),
            ApplyAsync([.. claimed.Select(c => new Receipt(c.Reference, null, DeliveryStatus.Delivered, "delivered", null, null))]));
        foreach (var message in claimed) Assert.Equal(MessageStatus.Delivered, await database.StatusAsync(6, message.Reference.MessageNo));
    }

    private static Receipt Word(int run, int number, DeliveryStatus status) =>
        new(new MessageReference(run, number), "SM1", status, status.ToString(), null, null);

    private async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(int run, IEnumerable<int> numbers)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await MessageStatuses.ClaimAsync(connection, run, "twilio", [.. numbers], MessageRows.NoExclusion, database.Clock.GetUtcNow(), default);
    }

    private async Task<IReadOnlySet<MessageReference>> OutcomeAsync(params OutcomeChange[] changes)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await MessageStatuses.ApplyOutcomesAsync(connection, changes, database.Clock.GetUtcNow(), default);
    }

    private async Task<IReadOnlyList<ReceiptEffect>> ApplyAsync(IReadOnlyList<Receipt> receipts)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await MessageStatuses.ApplyReceiptsAsync(connection, "test", receipts, database.Clock.GetUtcNow(), default);
    }
}
