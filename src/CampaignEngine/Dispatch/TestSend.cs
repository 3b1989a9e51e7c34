using CampaignEngine.Access;
using CampaignEngine.Channels;
using CampaignEngine.Recipients;
using CampaignEngine.Storage;
using CampaignEngine.Text;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <param name="State">accepted, refused or in_doubt.</param>
/// <param name="Code">The provider's, where it is not accepted.</param>
public sealed record TestOutcome(int TestId, string State, string? Code, string? ProviderId);

/// <summary>
/// One message over one sender to an address of our own staff, outside every campaign: no caps, no hours, no counts of reach. Only addresses that the
/// settings name. Its receipt is kept in the inbox as one of an unknown message.
/// </summary>
public sealed class TestSend(NpgsqlDataSource source, SenderFor senders, IOptions<DispatchOptions> options, EngineSecrets secrets, AuditTrail audit, TimeProvider clock)
{
    /// <summary>No run bears this number.</summary>
    private const int Run = int.MaxValue;

    /// <param name="body">As a message would store it.</param>
    public async Task<TestOutcome> ExecuteAsync(Actor actor, string provider, string address, string body, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        var channel = senders.All.FirstOrDefault(c => c.Provider == provider)
            ?? throw new RefusedException("no-sender", provider, "Chưa cài đặt nhà cung cấp này.", "This provider is not set up.");
        if (senders.Forbidden(channel) is { } reason) throw new RefusedException(reason, provider, "Không được dùng nhà cung cấp này cho người thật.", "This provider may not be used for real people.");
        var allowed = options.Value.TestAddresses.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!allowed.Contains(address))
            throw new RefusedException("not-a-test-address", "Dispatch:TestAddresses",
                "Chỉ gửi thử đến địa chỉ của nhân viên ghi ở Dispatch:TestAddresses (số điện thoại dạng +84…).", "A test goes only to addresses of our own staff named in Dispatch:TestAddresses (numbers as +84…).");

        var testId = await BeginAsync(actor, provider, address, cancel);
        var message = new OutgoingMessage(new MessageReference(Run, testId), address, body, SmsText.Measure(body).Parts, TimeSpan.FromHours(1));
        var outcome = Of(testId, (await channel.SendAsync([message], CancellationToken.None))[0]);
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync("UPDATE test_sends SET state = @State, code = @Code, provider_id = @ProviderId WHERE test_id = @TestId", outcome);
        return outcome;
    }

    private async Task<int> BeginAsync(Actor actor, string provider, string address, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var testId = await connection.ExecuteScalarAsync<int>(new("""
            INSERT INTO test_sends (sender, address_key, user_id, at) VALUES (@provider, @key, @UserId, @now) RETURNING test_id
            """, new { provider, key = NumberKey.Of(secrets.NumberKey, address), actor.UserId, now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel));
        await audit.WriteAsync(connection, actor, "sender.test", provider, new { testId }, cancel);
        await transaction.CommitAsync(cancel);
        return testId;
    }

    private static TestOutcome Of(int testId, SendOutcome outcome) => outcome switch
    {
        Accepted taken => new(testId, "accepted", null, taken.ProviderId),
        InDoubt doubt => new(testId, "in_doubt", doubt.Code, null),
        Rejected rejected => new(testId, "refused", rejected.Code, null),
        Throttled throttled => new(testId, "refused", throttled.Code, null),
        QuotaUntil quota => new(testId, "refused", quota.Code, null),
        Unavailable away => new(testId, "refused", away.Code, null),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
