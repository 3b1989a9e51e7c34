using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>
/// Codes of one person each, only for those who consented to being measured (channel link, purpose measurement: Law 91/2025/QH15 takes a
/// person's conduct online as sensitive). Everybody else has the code that all share.
/// </summary>
public sealed class PersonalCodes
{
    /// <summary>Over alias p, a row with a pseudonym: its person's latest word on being measured is yes.</summary>
    private const string Consented = """
        EXISTS (SELECT FROM recipients r JOIN consents c USING (recipient_id)
                WHERE r.pseudonym = p.pseudonym AND c.channel = 'link' AND c.purpose = 'measurement' AND c.given)
        """;

    /// <summary>The code to put into each person's text; the same again when asked again. Works inside the caller's transaction.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> ForAsync(NpgsqlConnection connection, int linkId, IReadOnlyCollection<Guid> people, CancellationToken cancel)
    {
        var common = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT code FROM link_codes WHERE link_id = @linkId AND NOT personal", new { linkId }, cancellationToken: cancel)) ?? throw LinkList.Unknown($"{linkId}");
        var asked = people.Distinct().ToArray();
        var fresh = (await connection.QueryAsync<Guid>(new CommandDefinition($"""
            SELECT p.pseudonym FROM unnest(@asked) AS p (pseudonym)
            WHERE {Consented} AND NOT EXISTS (SELECT FROM link_people k WHERE k.pseudonym = p.pseudonym AND k.link_id = @linkId)
            """, new { asked, linkId }, cancellationToken: cancel))).ToArray();
        if (fresh.Length > 0)
            await connection.ExecuteAsync(new CommandDefinition("""
                INSERT INTO link_people (code, link_id, pseudonym) SELECT code, @linkId, pseudonym FROM unnest(@codes, @fresh) AS n (code, pseudonym)
                ON CONFLICT (pseudonym, link_id) DO NOTHING -- two renderings at once: the first one's code is the person's
                """, new { linkId, codes = (await LinkCodes.MakeAsync(connection, linkId, fresh.Length, personal: true, cancel)).ToArray(), fresh }, cancellationToken: cancel));
        var own = (await connection.QueryAsync<(Guid Person, string Code)>(new CommandDefinition($"""
            SELECT p.pseudonym, p.code FROM link_people p WHERE p.link_id = @linkId AND p.pseudonym = ANY (@asked) AND {Consented}
            """, new { linkId, asked }, cancellationToken: cancel))).ToDictionary(row => row.Person, row => row.Code);
        return asked.ToDictionary(person => person, person => own.GetValueOrDefault(person, common));
    }

    /// <summary>Part of a person's erasure, and of a withdrawal: which code was theirs is not known any more. The code itself goes on leading there.</summary>
    public static Task<int> EraseAsync(NpgsqlConnection connection, Guid pseudonym, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition("DELETE FROM link_people WHERE pseudonym = @pseudonym", new { pseudonym }, cancellationToken: cancel));

    /// <summary>Keeps the first day each person followed their link, of those who still consent.</summary>
    internal static Task FollowedAsync(NpgsqlConnection connection, string[] codes, DateOnly[] days) =>
        connection.ExecuteAsync($"""
            UPDATE link_people p SET followed_on = n.on_day FROM unnest(@codes, @days) AS n (code, on_day)
            WHERE p.code = n.code AND p.followed_on IS NULL AND {Consented}
            """, new { codes, days });
}
