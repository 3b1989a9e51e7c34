using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>What a code leads to at this moment: one read by the key, whatever anybody types.</summary>
public sealed class FindLink(NpgsqlDataSource source, AddressRules rules, TimeProvider clock)
{
    private const string Sql = """
        SELECT l.link_id, c.code, c.personal, l.target, l.medium, l.expires_at
        FROM link_codes c JOIN links l USING (link_id) WHERE c.code = @code
        """;

    /// <returns>Null: there is no such code.</returns>
    public async Task<FoundLink?> ExecuteAsync(string typed, CancellationToken cancel)
    {
        if (LinkCode.Read(typed) is not { } code) return null;
        await using var connection = await source.OpenConnectionAsync(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<LinkRow>(new CommandDefinition(Sql, new { code }, cancellationToken: cancel));
        if (row is null) return null;
        // Asked again: the list of hosts is the word of today, and a row is only as good as what wrote it.
        var isOpen = !(row.ExpiresAt <= clock.GetUtcNow().UtcDateTime) && rules.Fault(row.Target, row.Medium) is null;
        return new FoundLink(row.LinkId, row.Code, row.Personal, isOpen ? row.Target : null);
    }

    private sealed record LinkRow(int LinkId, string Code, bool Personal, string Target, string Medium, DateTime? ExpiresAt);
}

/// <param name="Target">Null: the link is over.</param>
public sealed record FoundLink(int LinkId, string Code, bool Personal, string? Target);
