using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>Makes codes in sets.</summary>
internal static class LinkCodes
{
    public static async Task<IReadOnlyList<string>> MakeAsync(NpgsqlConnection connection, int linkId, int count, bool personal, CancellationToken cancel)
    {
        var made = new List<string>(count);
        while (made.Count < count)
        {
            var drawn = Enumerable.Range(0, count - made.Count).Select(_ => LinkCode.New(personal)).ToArray();
            made.AddRange(await connection.QueryAsync<string>(new CommandDefinition("""
                INSERT INTO link_codes (code, link_id, personal) SELECT code, @linkId, @personal FROM unnest(@drawn) AS code
                ON CONFLICT (code) DO NOTHING -- a code that is somebody's already is not taken from them: another is drawn
                RETURNING code
                """, new { linkId, personal, drawn }, cancellationToken: cancel)));
        }
        return made;
    }
}
