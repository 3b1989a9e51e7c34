using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>Ends a link now: from then on it answers that it is over. What it counted stays.</summary>
public sealed class CloseLink(NpgsqlDataSource source, AuditTrail audit, TimeProvider clock)
{
    public async Task ExecuteAsync(Actor actor, string code, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        var at = clock.GetUtcNow().UtcDateTime;
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var linkId = await connection.ExecuteScalarAsync<int?>(new CommandDefinition("""
            UPDATE links l SET expires_at = least(l.expires_at, @at) FROM link_codes c
            WHERE c.code = @code AND NOT c.personal AND l.link_id = c.link_id RETURNING l.link_id
            """, new { code, at }, cancellationToken: cancel)) ?? throw LinkList.Unknown(code);
        await audit.WriteAsync(connection, actor, "link.close", $"{linkId}", new { code }, cancel);
        await transaction.CommitAsync(cancel);
    }
}
