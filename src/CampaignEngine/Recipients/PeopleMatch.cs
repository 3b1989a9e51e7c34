using Dapper;
using Npgsql;

namespace CampaignEngine.Recipients;

/// <summary>Finds out, by set, whom each staged row is about: the table matched_people (row_number, pn, ins, target, fate; older: of a known person a newer state is stored).</summary>
internal static class PeopleMatch
{
    // To the end of the import's transaction, and one import runs at a time: a file of a million rows is hashed in memory, not on disk.
    // Compiling these statements to machine code takes longer than it saves.
    private const string Settings = "SET LOCAL work_mem = '256MB'; SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL jit = off";

    /// <summary>
    /// The rows that are compared with one another: those that <see cref="SeenBefore"/> points at and whoever shares a number, or phone
    /// and name, with one of them. Where some rows know one number alone and others the other, two of them may be one person
    /// that only the table knows: all such are compared.
    /// </summary>
    private const string Compared = """
        CREATE TEMP TABLE compared_people ON COMMIT DROP AS
        WITH again AS MATERIALIZED (SELECT personal_number, insurance_number, number_key, name_key FROM staged_people WHERE again),
        lone AS MATERIALIZED (
            SELECT EXISTS (SELECT FROM staged_people WHERE insurance_number IS NULL AND personal_number IS NOT NULL)
               AND EXISTS (SELECT FROM staged_people WHERE personal_number IS NULL AND insurance_number IS NOT NULL) AS both_kinds)
        SELECT row_number, personal_number, insurance_number FROM staged_people s
        WHERE personal_number IN (SELECT personal_number FROM again) OR insurance_number IN (SELECT insurance_number FROM again)
           OR (number_key, name_key) IN (SELECT number_key, name_key FROM again)
           OR (personal_number IS NULL OR insurance_number IS NULL) AND (SELECT both_kinds FROM lone)
        """;

    /// <summary>
    /// A row that knows one of its two numbers learns the other from a row of the same file that knows both. Numbers that the file
    /// itself pairs in two ways are trusted in no row. Two numbers that point at two people, or at one whose other number differs, are never
    /// merged. The newest row of a person wins, among equals the last. A row whose numbers nobody has, but whose phone and name are
    /// somebody's, is doubtful; so is the second of two new people of one file with the same phone and name.
    /// </summary>
    private const string Fates = """
        CREATE TEMP TABLE matched_people ON COMMIT DROP AS
        WITH pairs AS (
            SELECT DISTINCT personal_number AS pn, insurance_number AS ins FROM compared_people
            WHERE personal_number IS NOT NULL AND insurance_number IS NOT NULL),
        wrong_pn AS (SELECT pn FROM pairs GROUP BY pn HAVING count(*) > 1),
        wrong_ins AS (SELECT ins FROM pairs GROUP BY ins HAVING count(*) > 1),
        sure AS (SELECT * FROM pairs WHERE pn NOT IN (SELECT pn FROM wrong_pn) AND ins NOT IN (SELECT ins FROM wrong_ins)),
        learnt AS (
            SELECT c.row_number, coalesce(c.personal_number, a.pn) AS pn, coalesce(c.insurance_number, b.ins) AS ins,
                   coalesce(c.personal_number IN (SELECT pn FROM wrong_pn) OR c.insurance_number IN (SELECT ins FROM wrong_ins), false) AS wrong
            FROM compared_people c
            LEFT JOIN sure a ON c.personal_number IS NULL AND a.ins = c.insurance_number
            LEFT JOIN sure b ON c.insurance_number IS NULL AND b.pn = c.personal_number),
        numbers AS (
            SELECT s.row_number, s.as_of, s.name_key, s.number_key, l.row_number IS NOT NULL AS compared, coalesce(l.wrong, false) AS wrong,
                   coalesce(l.pn, s.personal_number) AS pn, coalesce(l.ins, s.insurance_number) AS ins
            FROM staged_people s LEFT JOIN learnt l USING (row_number)),
        found AS MATERIALIZED (
            SELECT k.row_number, k.as_of, k.name_key, k.number_key, k.pn, k.ins, k.compared, coalesce(p.recipient_id, i.recipient_id) AS target,
                   coalesce(p.as_of, i.as_of) > k.as_of AS older,
                   coalesce(k.wrong OR p.recipient_id <> i.recipient_id
                            OR p.insurance_number <> k.ins OR i.personal_number <> k.pn, false) AS disagree
            FROM numbers k
            LEFT JOIN recipients p ON p.personal_number = k.pn
            LEFT JOIN recipients i ON i.insurance_number = k.ins),
        ranked AS (
            SELECT row_number, row_number() OVER (PARTITION BY disagree, coalesce(target::text, pn, ins) ORDER BY as_of DESC, row_number DESC) AS rank
            FROM found WHERE compared AND coalesce(target::text, pn, ins) IS NOT NULL),
        judged AS MATERIALIZED (
            SELECT f.*, CASE
                WHEN disagree THEN 'identifiers-disagree'
                WHEN r.rank > 1 THEN 'duplicate-row'
                WHEN target IS NOT NULL THEN 'known'
                WHEN EXISTS (SELECT FROM recipients r WHERE r.number_key = f.number_key AND r.name_key = f.name_key) THEN 'doubtful'
                WHEN pn IS NULL AND ins IS NULL THEN 'no-identifier'
                ELSE 'new' END AS fate
            FROM found f LEFT JOIN ranked r USING (row_number)),
        unmatched AS (SELECT row_number, number_key, name_key, fate FROM judged WHERE compared AND fate IN ('new', 'no-identifier') AND number_key IS NOT NULL),
        alike AS (SELECT number_key, name_key FROM unmatched GROUP BY 1, 2 HAVING count(*) > 1),
        namesakes AS (
            SELECT row_number, row_number() OVER (PARTITION BY number_key, name_key ORDER BY fate = 'no-identifier', row_number) AS place,
                   bool_or(fate = 'new') OVER (PARTITION BY number_key, name_key) AS beside_new
            FROM unmatched JOIN alike USING (number_key, name_key))
        SELECT j.row_number, j.pn, j.ins, j.number_key, j.name_key, j.target, j.older,
               CASE WHEN n.place > 1 AND n.beside_new THEN 'doubtful' ELSE j.fate END AS fate
        FROM judged j LEFT JOIN namesakes n USING (row_number)
        """;

    public static async Task ExecuteAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var sql in (string[])[Settings, "ANALYZE staged_people (row_number, personal_number, insurance_number, again)", Compared, "ANALYZE compared_people", Fates, "ANALYZE matched_people"])
            await connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 0, cancellationToken: cancel));
    }

    /// <summary>The rows that are not taken, in the order of the file, with their code (doubtful, or one of <see cref="RowFaults"/>).</summary>
    public static async Task<IReadOnlyList<(int RowNumber, string Fate)>> NotTakenAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        (await connection.QueryAsync<(int, string)>(new CommandDefinition(
            "SELECT row_number, fate FROM matched_people WHERE fate NOT IN ('known', 'new') ORDER BY row_number", commandTimeout: 0, cancellationToken: cancel))).AsList();
}
