using CampaignEngine.Messages;
using CampaignEngine.Tests.Harness;
using Dapper;
using Npgsql;

namespace CampaignEngine.Tests.Messages;

public sealed class StatusMachineTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_database_ranks_as_the_code_does()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Equal(
            Enum.GetValues<MessageStatus>().Select(s => s.Name()),
            await connection.QueryAsync<string>("SELECT unnest(enum_range(null::message_status))::text"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_database_allows_the_moves_of_the_table_and_no_other(int attempt)
    {
        var run = 10 + attempt;
        var statuses = Enum.GetValues<MessageStatus>();
        await database.WriteAsync(run, statuses.Length * statuses.Length);
        var number = 0;
        foreach (var from in statuses)
            foreach (var to in statuses)
            {
                number++;
                if (!await PlaceAsync(run, number, from, attempt)) continue;
                var next = to == MessageStatus.Sending && from != to ? attempt + 1 : attempt;
                var moved = await database.TryMoveAsync(run, number, to, next);
                Assert.True(moved == (from == to || TransitionTable.Allows(from, to, attempt > 0)), $"{from} → {to}, attempt {attempt}: {moved}");
            }
    }

    [Fact]
    public async Task An_attempt_is_counted_by_a_claim_and_by_nothing_else()
    {
        await database.WriteAsync(run: 20, count: 1);
        Assert.False(await database.TryMoveAsync(20, 1, MessageStatus.Pending, attempt: 1));
        Assert.False(await database.TryMoveAsync(20, 1, MessageStatus.Sending, attempt: 2));
        Assert.True(await database.TryMoveAsync(20, 1, MessageStatus.Sending, attempt: 1));
        Assert.False(await database.TryMoveAsync(20, 1, MessageStatus.Accepted, attempt: 2));
    }

    [Fact]
    public async Task A_stored_text_cannot_be_changed()
    {
        await database.WriteAsync(run: 21, count: 1);
        await using var connection = await database.Source.OpenConnectionAsync();
        await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync("UPDATE message_texts SET body = 'other' WHERE run_id = 21"));
    }

    /// <summary>False where no attempt can be without the other: a status that only an attempt leads to.</summary>
    private async Task<bool> PlaceAsync(int run, int number, MessageStatus status, int attempt)
    {
        if (attempt == 0)
            return status is MessageStatus.Pending or MessageStatus.Skipped or MessageStatus.Cancelled or MessageStatus.Expired
                && (status == MessageStatus.Pending || await database.TryMoveAsync(run, number, status, 0));
        Assert.True(await database.TryMoveAsync(run, number, MessageStatus.Sending, 1));
        if (status == MessageStatus.Sending) return true;
        if (status is MessageStatus.Skipped or MessageStatus.Cancelled) Assert.True(await database.TryMoveAsync(run, number, MessageStatus.Pending, 1));
        return await database.TryMoveAsync(run, number, status, 1);
    }
}
