using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Dispatch;

public sealed class DoubtTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Doubts_are_listed_without_numbers_and_decided_by_a_person_with_a_trace()
    {
        await using var bench = await InDoubtAsync(messages: 4);
        var doubts = (await bench.Get<DoubtList>().ExecuteAsync(null, default)).Where(d => d.Reference.StartsWith($"{bench.RunId}-", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, doubts.Count);
        Assert.All(doubts, doubt => Assert.Equal((3, false), (doubt.AddressEnd.Length, doubt.WaitsForPerson)));

        Assert.Equal(2, await ResolveAsync(bench, MessageStatus.Delivered, 1, 2));
        Assert.Equal(1, await ResolveAsync(bench, MessageStatus.Undelivered, 3));
        var members = (await bench.StandingAsync()).Members;
        Assert.Equal((2, 1, 1), (members.Delivered, members.Undelivered, members.InDoubt));
        Assert.Equal(2, await bench.ScalarAsync<int>($"SELECT sum(cardinality(message_nos)) FROM deliveries WHERE run_id = {bench.RunId}")); // counted as any delivery
        Assert.Equal(2, await bench.ScalarAsync<int>($"SELECT count(*) FROM audit WHERE action = 'doubt.resolve' AND subject = 'run {bench.RunId}'"));
    }

    [Fact]
    public async Task What_has_been_in_doubt_for_a_day_waits_for_a_person()
    {
        await using var bench = await InDoubtAsync(messages: 2);
        database.Clock.Advance(TimeSpan.FromHours(25));
        var doubts = (await bench.Get<DoubtList>().ExecuteAsync(null, default)).Where(d => d.Reference.StartsWith($"{bench.RunId}-", StringComparison.Ordinal)).ToList();
        Assert.Equal([true, true], doubts.Select(d => d.WaitsForPerson));
    }

    [Fact]
    public async Task What_was_not_sent_is_sent_while_there_is_time_and_has_failed_when_there_is_none()
    {
        await using var bench = await InDoubtAsync(messages: 2);
        Assert.Equal(1, await ResolveAsync(bench, MessageStatus.Pending, 1));
        bench.Channel.Answer = ScriptedChannel.Take;
        await bench.PumpAsync();
        Assert.Equal([1], bench.Channel.Numbers.GroupBy(n => n).Where(g => g.Count() == 2).Select(g => g.Key));
        Assert.Equal(1, (await bench.StandingAsync()).ByStatus["accepted"]);

        database.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await ResolveAsync(bench, MessageStatus.Pending, 2));
        Assert.Equal("failed:decided-by-person", await bench.ReasonAsync(2));
    }

    [Fact]
    public async Task A_receipt_that_came_first_wins_and_a_second_decision_changes_nothing()
    {
        await using var bench = await InDoubtAsync(messages: 2);
        await using (var connection = await database.Source.OpenConnectionAsync())
            await MessageStatuses.ApplyReceiptsAsync(connection, "scripted",
                [new Receipt(new MessageReference(bench.RunId, 1), "late", DeliveryStatus.Delivered, "delivered", null, null)], database.Clock.GetUtcNow(), default);
        Assert.Equal(1, await ResolveAsync(bench, MessageStatus.Undelivered, 1, 2));
        Assert.Equal(0, await ResolveAsync(bench, MessageStatus.Delivered, 1, 2));
        var members = (await bench.StandingAsync()).Members;
        Assert.Equal((1, 1), (members.Delivered, members.Undelivered));
    }

    [Fact]
    public async Task A_decision_needs_a_reason_and_the_right_role()
    {
        await using var bench = await InDoubtAsync(messages: 1);
        var refused = await Assert.ThrowsAsync<RefusedException>(async () =>
            await bench.Get<ResolveDoubts>().ExecuteAsync(await bench.OperatorAsync(), [new(bench.RunId, 1)], MessageStatus.Delivered, " ", default));
        Assert.Equal("missing", refused.Problems[0].Code);
        var reader = (await bench.OperatorAsync()) with { Roles = [] };
        await Assert.ThrowsAsync<CampaignEngine.Access.ForbiddenException>(() =>
            bench.Get<ResolveDoubts>().ExecuteAsync(reader, [new(bench.RunId, 1)], MessageStatus.Delivered, "asked the provider", default));
        Assert.Equal(1, (await bench.StandingAsync()).Members.InDoubt);
    }

    private async Task<DispatchBench> InDoubtAsync(int messages)
    {
        var bench = await DispatchBench.StartAsync(database, messages);
        bench.Channel.Answer = _ => Task.FromResult<SendOutcome>(new InDoubt("timeout"));
        await bench.PumpAsync();
        return bench;
    }

    private static async Task<int> ResolveAsync(DispatchBench bench, MessageStatus to, params int[] numbers) =>
        await bench.Get<ResolveDoubts>().ExecuteAsync(
            await bench.OperatorAsync(), [.. numbers.Select(n => new MessageReference(bench.RunId, n))], to, "asked the provider by telephone", default);
}
