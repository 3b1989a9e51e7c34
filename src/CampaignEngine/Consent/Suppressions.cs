using Dapper;
using Npgsql;

namespace CampaignEngine.Consent;

/// <summary>Refusals by number, kept under the number's keyed hash so that they outlive the person's erasure.</summary>
public static class Suppressions
{
    /// <summary>Records a refusal; false when the number had refused that much already. Works inside the caller's transaction.</summary>
    /// <param name="source">Where it came from, for example sms-reply or import.</param>
    public static async Task<bool> AddAsync(
        NpgsqlConnection connection, byte[] numberKey, string scope, string source, DateTimeOffset at, CancellationToken cancel)
    {
        // The first refusal keeps its time and source (they are the proof); the same reply taken twice, or two at once, is one refusal.
        const string sql = """
            INSERT INTO suppressions (number_key, scope, source, at) VALUES (@numberKey, @scope, @source, @at)
            ON CONFLICT (number_key, scope) DO NOTHING
            """;
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { numberKey, scope, source, at = at.UtcDateTime }, cancellationToken: cancel)) == 1;
    }

    /// <summary>Records that a person refused who is known by other than a number; false when they had refused that much already.</summary>
    public static async Task<bool> AddPersonAsync(
        NpgsqlConnection connection, long recipientId, string scope, string source, DateTimeOffset at, CancellationToken cancel)
    {
        const string sql = """
            INSERT INTO refused_people (recipient_id, scope, source, at) VALUES (@recipientId, @scope, @source, @at)
            ON CONFLICT (recipient_id, scope) DO NOTHING -- as with numbers, the first one is the proof
            """;
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { recipientId, scope, source, at = at.UtcDateTime }, cancellationToken: cancel)) == 1;
    }

    public static async Task<IReadOnlyList<Suppression>> FindAsync(NpgsqlConnection connection, byte[] numberKey, CancellationToken cancel) =>
        (await connection.QueryAsync<Suppression>(new CommandDefinition(
            "SELECT scope, source, at FROM suppressions WHERE number_key = @numberKey ORDER BY at, scope", new { numberKey }, cancellationToken: cancel))).AsList();
}

/// <param name="Scope">One of <see cref="SuppressionScope"/>.</param>
/// <param name="At">UTC.</param>
public sealed record Suppression(string Scope, string Source, DateTime At);
