using System.Text.Json;
using Dapper;
using Npgsql;

namespace CampaignEngine.Access;

/// <summary>Who did what, when, with before and after. Insert-only: a trigger refuses any change.</summary>
public sealed class AuditTrail(TimeProvider clock)
{
    /// <summary>Written on the caller's connection, inside its transaction: an act and its trace stand or fall together. No personal data in the detail.</summary>
    public Task WriteAsync(NpgsqlConnection connection, Actor actor, string action, string subject, object? detail, CancellationToken cancel) =>
        WriteAsync(connection, actor.UserId, action, subject, detail, cancel);

    /// <summary>What the engine did by itself, under a rule that people have set.</summary>
    public Task WriteByItselfAsync(NpgsqlConnection connection, string action, string subject, object? detail, CancellationToken cancel) =>
        WriteAsync(connection, (int?)null, action, subject, detail, cancel);

    private Task WriteAsync(NpgsqlConnection connection, int? userId, string action, string subject, object? detail, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO audit (at, user_id, action, subject, detail) VALUES (@at, @userId, @action, @subject, @detail::jsonb)",
            new { at = clock.GetUtcNow().UtcDateTime, userId, action, subject, detail = detail is null ? null : JsonSerializer.Serialize(detail) },
            cancellationToken: cancel));
}
