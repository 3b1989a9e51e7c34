using CampaignEngine.Access;
using CampaignEngine.Calendar;
using Dapper;
using Npgsql;

namespace CampaignEngine.Inbox;

/// <summary>Puts bodies that were not understood back, after their reader was taught: they are applied again, by rank, as if they had just come.</summary>
public sealed class ReplayInbox(NpgsqlDataSource source, AuditTrail audit, InboxSignal signal)
{
    public async Task<int> ExecuteAsync(Actor actor, string outcome, string? provider, DateOnly? since, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var replayed = await connection.ExecuteAsync(new("""
            UPDATE inbox SET applied_at = null, outcome = null
            WHERE outcome = @outcome AND (@provider::text IS NULL OR provider = @provider) AND (@from::timestamptz IS NULL OR received_at >= @from)
            """, new { outcome, provider, from = since is { } day ? VietnamTime.At(day, TimeOnly.MinValue).ToUniversalTime() : (DateTimeOffset?)null }, commandTimeout: 0, cancellationToken: cancel));
        await audit.WriteAsync(connection, actor, "inbox.replay", provider ?? "all", new { outcome, since, replayed }, cancel);
        await transaction.CommitAsync(cancel);
        signal.Raise(InboxKind.Receipt);
        signal.Raise(InboxKind.Reply);
        return replayed;
    }
}
