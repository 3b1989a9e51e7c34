using System.Text;
using CampaignEngine.Inbox;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Inbox;

public sealed class ReplayTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task What_was_not_understood_is_counted_put_back_once_and_left_a_trace()
    {
        await using var services = database.Services();
        var inbox = services.GetRequiredService<RawInbox>();
        foreach (var provider in (string[])["one", "one", "two"])
            await inbox.StoreAsync(provider, InboxKind.Receipt, "1-1", Encoding.UTF8.GetBytes("x"), default);
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE inbox SET applied_at = received_at, outcome = 'unknown-status'");
        Assert.Equal([("one", 2L), ("two", 1L)], (await services.GetRequiredService<UnknownBodies>().CountAsync(default)).Select(u => (u.Provider, u.Count)));

        var actor = await Actors.AddAsync(services, "replayer", CampaignEngine.Access.Role.Operator);
        var replay = services.GetRequiredService<ReplayInbox>();
        Assert.Equal(0, await replay.ExecuteAsync(actor, "unreadable", null, null, default));
        Assert.Equal(0, await replay.ExecuteAsync(actor, "unknown-status", "one", new DateOnly(2099, 1, 1), default));
        Assert.Equal(2, await replay.ExecuteAsync(actor, "unknown-status", "one", null, default));
        Assert.Equal(0, await replay.ExecuteAsync(actor, "unknown-status", "one", null, default));
        Assert.Equal(2, await services.GetRequiredService<InboxStore>().WaitingAsync(default));
        Assert.Equal(4, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM audit WHERE action = 'inbox.replay'"));
    }
}
