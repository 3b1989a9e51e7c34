using Dapper;
using Npgsql;

namespace CampaignEngine.Recipients;

/// <summary>
/// The first large file of an installation: indexes of the empty table are made after its rows, which costs a third of keeping six of
/// them row by row. Within the import's transaction: whatever ends it, the table has its keys.
/// </summary>
internal sealed class IndexesLater
{
    private const string FromHere = "import_indexes";

    /// <summary>Keys first, as the table lists them; the others have their whole statement.</summary>
    private const string Definitions = """
        SELECT c.conname, format('ALTER TABLE recipients DROP CONSTRAINT %I', c.conname) AS away,
               format('ALTER TABLE recipients ADD CONSTRAINT %I %s', c.conname, pg_get_constraintdef(c.oid)) AS back
        FROM pg_constraint c WHERE c.conrelid = 'recipients'::regclass AND c.contype IN ('p', 'u')
        UNION ALL
        SELECT i.indexrelid::regclass::text, format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
        FROM pg_index i WHERE i.indrelid = 'recipients'::regclass AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
        """;

    private readonly IReadOnlyList<string> back;

    private IndexesLater(IReadOnlyList<string> back) => this.back = back;

    /// <returns>Null where somebody is there already, or somebody is reading the table: then each row is entered into the indexes as it comes.</returns>
    public static async Task<IndexesLater?> TakeAwayAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        const string anybody = "SELECT EXISTS (SELECT FROM recipients) OR EXISTS (SELECT FROM pg_constraint WHERE confrelid = 'recipients'::regclass)";
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(anybody, cancellationToken: cancel))) return null;
        await connection.ExecuteAsync(new CommandDefinition($"SAVEPOINT {FromHere}", cancellationToken: cancel));
        try
        {
            // Nobody may read or write a table without its keys. Not waited for: who came later would wait behind us.
            await connection.ExecuteAsync(new CommandDefinition("LOCK TABLE recipients IN ACCESS EXCLUSIVE MODE NOWAIT", cancellationToken: cancel));
        }
        catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.InsufficientPrivilege)
        {
            await connection.ExecuteAsync(new CommandDefinition($"ROLLBACK TO SAVEPOINT {FromHere}", cancellationToken: cancel));
            return null;
        }
        // Between the look and the lock somebody may have come in.
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(anybody, cancellationToken: cancel))) return null;
        var indexes = (await connection.QueryAsync<(string Name, string Away, string Back)>(new CommandDefinition(Definitions, cancellationToken: cancel))).AsList();
        foreach (var index in indexes) await connection.ExecuteAsync(new CommandDefinition(index.Away, cancellationToken: cancel));
        return new IndexesLater([.. indexes.Select(i => i.Back)]);
    }

    public async Task PutBackAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var index in back) await connection.ExecuteAsync(new CommandDefinition(index, commandTimeout: 0, cancellationToken: cancel));
    }
}
