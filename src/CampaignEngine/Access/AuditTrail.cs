using System.Text.Json;
using Dapper;
using Npgsql;

namespace CampaignEngine.Access;

/// <summary>Who did what, when, with before and after. Insert-only: a trigger refuses any change.</summary>
public sealed class AuditTrail(TimeProvider clock)
{
    /// <summary>Written on the caller's connection, inside its transaction: an act and its trace stand or fall together. No personal data in the detail.</summary>
    public Task WriteAsync(NpgsqlConnection connection, Actor actor, string action, string subject, object? detail, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO audit (at, user_id, action, subject, detail) VALUES (@at, @UserId, @action, @subject, @detail::jsonb)",
            new { at = clock.GetUtcNow().UtcDateTime, actor.UserId, action, subject, detail = detail is null ? null : JsonSerializer.Serialize(detail) },
            cancellationToken: cancel));
}
