using CampaignEngine.Channels;
using CampaignEngine.Messages;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Messages;
using CsCheck;
using Dapper;

namespace CampaignEngine.Tests.Receipts;

public sealed class AnyOrderTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Messages = 4;

    private static readonly Dictionary<(string Word, int? Code), MessageStatus?> Words = new()
    {
        [("queued", null)] = MessageStatus.Accepted,
        [("sending", null)] = MessageStatus.Accepted,
        [("sent", null)] = MessageStatus.Sent,
        [("failed", 30036)] = MessageStatus.Expired,
        [("failed", 30008)] = MessageStatus.Failed,
        [("undelivered", 30003)] = MessageStatus.Undelivered,
        [("delivered", null)] = MessageStatus.Delivered,
        [("beamed_up", null)] = null,
    };

    private static readonly Gen<Story> Stories = Gen.Select(
        Gen.Select(Gen.Int[1, Messages], Pick.From(Words.Keys.ToArray())).List[1, 12], Gen.Int[1, 3].List[12], Gen.Int[0, int.MaxValue], Gen.Int[1, 12],
        (callbacks, repeats, seed, cut) => new Story(callbacks, repeats, seed, cut));

    private static int runs;

    [Fact]
    public async Task Any_order_and_any_repetition_of_callbacks_end_in_the_same_state()
    {
        await using var services = database.Services();
        await Stories.SampleAsync(async story =>
        {
            var expected = Oracle(story);
            Assert.Equal(expected, await PlayAsync(services, story.Callbacks, story.Cut));
            Assert.Equal(expected, await PlayAsync(services, story.Shuffled(), story.Cut));
        }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task The_whole_inbox_applied_once_more_changes_nothing()
    {
        await using var services = database.Services();
        (int, (string, int?))[] callbacks = [(1, ("delivered", null)), (1, ("failed", 30008)), (2, ("sent", null)), (3, ("undelivered", 30003))];
        var before = await PlayAsync(services, callbacks, 2);
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE inbox SET applied_at = NULL, outcome = NULL");
        Assert.True(await services.ApplyAsync() >= callbacks.Length);
        Assert.Equal(before, await StatusesAsync(runs));
        Assert.DoesNotContain("applied", await database.Source.OutcomesAsync(runs));
    }

    /// <summary>Every message is in flight; the highest rank that was said wins.</summary>
    private static MessageStatus[] Oracle(Story story) => [.. Enumerable.Range(1, Messages).Select(number => story.Callbacks
        .Where(c => c.Number == number).Select(c => Words[c.Word] ?? MessageStatus.Sending).Append(MessageStatus.Sending).Max())];

    private async Task<MessageStatus[]> PlayAsync(IServiceProvider services, IReadOnlyList<(int Number, (string Word, int? Code) Word)> callbacks, int cut)
    {
        var run = Interlocked.Increment(ref runs);
        await database.WriteAsync(run, Messages);
        await using (var connection = await database.Source.OpenConnectionAsync())
            await MessageStatuses.ClaimAsync(connection, run, "twilio", [.. Enumerable.Range(1, Messages)], MessageRows.NoExclusion, database.Clock.GetUtcNow(), default);
        // In several sets, so that what is stale within a set and what is stale against the table are both met.
        foreach (var set in callbacks.Chunk(cut))
        {
            foreach (var (number, (word, code)) in set) await services.StoreAsync(new MessageReference(run, number), word, code);
            await services.ApplyAsync();
        }
        return await StatusesAsync(run);
    }

    private async Task<MessageStatus[]> StatusesAsync(int ofRun)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return [.. (await connection.QueryAsync<string>("SELECT status::text FROM messages WHERE run_id = @ofRun ORDER BY message_no", new { ofRun })).Select(MessageStatusNames.Parse)];
    }

    private sealed record Story(List<(int Number, (string Word, int? Code) Word)> Callbacks, List<int> Repeats, int Seed, int Cut)
    {
        /// <summary>The same callbacks in another order, some of them more than once.</summary>
        public IReadOnlyList<(int Number, (string Word, int? Code) Word)> Shuffled()
        {
            var all = Callbacks.SelectMany((callback, i) => Enumerable.Repeat(callback, Repeats[i])).ToArray();
            new Random(Seed).Shuffle(all);
            return all;
        }
    }
}
