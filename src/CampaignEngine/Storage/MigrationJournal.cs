using System.Data;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using DbUp.Engine;
using Npgsql;

namespace CampaignEngine.Storage;

/// <summary>DbUp's journal with a hash beside each name, so that a script changed after it ran is refused (DbUp itself keeps names only).</summary>
internal sealed class MigrationJournal(NpgsqlDataSource source) : IJournal
{
    private const string Table = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            name text PRIMARY KEY, hash bytea NOT NULL, applied_at timestamptz NOT NULL)
        """;

    public void RefuseChanged(IReadOnlyList<SqlScript> scripts)
    {
        using var connection = source.OpenConnection();
        connection.Execute(Table);
        var known = scripts.ToDictionary(s => s.Name, s => Hash(s));
        foreach (var (name, hash) in connection.Query<(string Name, byte[] Hash)>("SELECT name, hash FROM schema_migrations ORDER BY name"))
        {
            if (!known.TryGetValue(name, out var now))
                throw Refused(name, "đã chạy nhưng bản này không có; cơ sở dữ liệu mới hơn chương trình", "was applied but this build lacks it: the database is newer than the program");
            if (!now.AsSpan().SequenceEqual(hash))
                throw Refused(name, "đã bị sửa sau khi chạy; hãy thêm tệp mới thay vì sửa tệp cũ", "was changed after it was applied: add a new file instead");
        }
    }

    public string[] GetExecutedScripts()
    {
        using var connection = source.OpenConnection();
        return [.. connection.Query<string>("SELECT name FROM schema_migrations")];
    }

    public void StoreExecutedScript(SqlScript script, Func<IDbCommand> commandFactory)
    {
        // In the script's own transaction: a script is either applied and written down, or neither.
        using var command = commandFactory();
        command.CommandText = "INSERT INTO schema_migrations (name, hash, applied_at) VALUES (@name, @hash, clock_timestamp())";
        ((NpgsqlCommand)command).Parameters.AddWithValue("name", script.Name);
        ((NpgsqlCommand)command).Parameters.AddWithValue("hash", Hash(script));
        command.ExecuteNonQuery();
    }

    public void EnsureTableExistsAndIsLatestVersion(Func<IDbCommand> commandFactory) { }

    private static byte[] Hash(SqlScript script) => SHA256.HashData(Encoding.UTF8.GetBytes(script.Contents.ReplaceLineEndings("\n")));

    private static RefusedException Refused(string name, string vi, string en) =>
        new("migration-changed", name, $"Tệp chuyển đổi {name} {vi}.", $"Migration {name} {en}.");
}
