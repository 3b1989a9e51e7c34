using System.Text;
using CampaignEngine.Inbox;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Inbox;

public sealed class RawInboxTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("From=%2B84901234567&Body=TC");

    [Fact]
    public async Task What_is_stored_stands_in_the_table_when_the_call_returns_and_can_be_opened_once_a_worker()
    {
        await using var services = database.Services();
        var inbox = services.GetRequiredService<RawInbox>();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => inbox.StoreAsync("stored", InboxKind.Reply, null, Body, default)));
        await using var first = await database.Source.OpenConnectionAsync();
        await using var second = await database.Source.OpenConnectionAsync();
        Assert.Equal(300, await first.ExecuteScalarAsync<int>("SELECT count(*) FROM inbox WHERE provider = 'stored'"));

        await using var ofFirst = await first.BeginTransactionAsync();
        await using var ofSecond = await second.BeginTransactionAsync();
        var claimed = await InboxStore.ClaimAsync(first, InboxKind.Reply, after: 0, limit: 200, default);
        var other = await InboxStore.ClaimAsync(second, InboxKind.Reply, after: 0, limit: 200, default);
        Assert.Equal(300, claimed.Concat(other).Select(r => r.InboxId).Distinct().Count());
        Assert.All(claimed.Concat(other), row => Assert.Equal(Body, row.Body));
    }

    [Fact]
    public async Task A_body_is_sealed_in_the_table_and_gone_with_its_months_key()
    {
        await using var services = database.Services();
        var month = new DateOnly(2031, 3, 1);
        database.Clock.SetUtcNow(new DateTimeOffset(2031, 3, 9, 1, 0, 0, TimeSpan.Zero));
        await services.GetRequiredService<RawInbox>().StoreAsync("sealed", InboxKind.Receipt, "1-1", Body, default);
        await using var connection = await database.Source.OpenConnectionAsync();
        var raw = await connection.ExecuteScalarAsync<byte[]>("SELECT body FROM inbox WHERE provider = 'sealed'");
        Assert.DoesNotContain("84901234567", Encoding.Latin1.GetString(raw!));

        await connection.ExecuteAsync("DELETE FROM inbox_keys WHERE month = @month", new { month });
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.Null(Assert.Single(await InboxStore.ClaimAsync(connection, InboxKind.Receipt, 0, 10, default), r => r.Provider == "sealed").Body);
    }

    [Fact]
    public void A_changed_body_or_another_key_does_not_open()
    {
        byte[] Key(byte b) => [.. Enumerable.Repeat(b, 32)];
        var sealedBody = SealedBody.Seal(Key(1), Body);
        Assert.Equal(Body, SealedBody.Open(Key(1), sealedBody));
        Assert.Null(SealedBody.Open(Key(2), sealedBody));
        sealedBody[^1] ^= 1;
        Assert.Null(SealedBody.Open(Key(1), sealedBody));
        Assert.Null(SealedBody.Open(Key(1), sealedBody.AsSpan(0, 5)));
    }

    [Fact]
    public async Task A_database_that_is_away_fails_the_call_instead_of_promising_what_was_not_stored()
    {
        await using var nowhere = Npgsql.NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Timeout=1");
        await using var inbox = new RawInbox(
            new InboxStore(nowhere, new InboxKeys()), new InboxSignal(), database.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<RawInbox>.Instance);
        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => inbox.StoreAsync("x", InboxKind.Reply, null, Body, default));
    }

    [Fact]
    public async Task Rejections_are_counted_by_day_and_reason_however_many_come_at_once()
    {
        await using var services = database.Services();
        var rejections = services.GetRequiredService<InboxRejections>();
        await Task.WhenAll(Enumerable.Range(0, 90).Select(i => rejections.CountAsync("counted", (RejectionReason)(i % 3))));
        await using var connection = await database.Source.OpenConnectionAsync();
        var rows = await connection.QueryAsync<(string Reason, long Count)>("SELECT reason, count FROM inbox_rejections WHERE provider = 'counted' ORDER BY reason");
        Assert.Equal([("shape", 30L), ("signature", 30L), ("size", 30L)], rows);
    }
}
