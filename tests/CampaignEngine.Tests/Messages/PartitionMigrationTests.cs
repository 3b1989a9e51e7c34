using System.Security.Cryptography;
using System.Text;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Messages;

/// <summary>A database with messages that stands before the partitions, and the same after them.</summary>
public sealed class PartitionMigrationTests : IAsyncLifetime
{
    private const string Step = "1210_partitions.sql";
    private readonly string name = TestCluster.NextName();
    private string cluster = "";
    private NpgsqlDataSource source = null!;
    private NpgsqlConnection connection = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await TestCluster.ConnectionStringAsync();
        await TestCluster.ExecuteAsync(cluster, $"CREATE DATABASE {name}");
        source = NpgsqlDataSource.Create(TestCluster.In(cluster, name));
        connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync("CREATE TABLE schema_migrations (name text PRIMARY KEY, hash bytea NOT NULL, applied_at timestamptz NOT NULL)");
        foreach (var script in Migrations.Scripts().Where(s => s.Name != Step))
        {
            await connection.ExecuteAsync(script.Contents);
            await connection.ExecuteAsync("INSERT INTO schema_migrations VALUES (@Name, @hash, '2026-01-01')",
                new { script.Name, hash = SHA256.HashData(Encoding.UTF8.GetBytes(script.Contents.ReplaceLineEndings("\n"))) });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await source.DisposeAsync();
        await TestCluster.ExecuteAsync(cluster, $"DROP DATABASE {name} WITH (FORCE)");
    }

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(3, 1000)]
    [InlineData(1234, 1300)]
    public async Task What_was_there_becomes_the_first_partition_and_no_row_is_rewritten(int lastRun, int upper)
    {
        await connection.ExecuteAsync("""
            INSERT INTO messages (run_id, message_no, recipient_id, channel, address, number_key, class, language, encoding, parts, expires_at, changed_at)
            SELECT r, n, n, 'sms', '+849', '\x00', 'PolicyInfo', 'vi', 'GSM7', 1, '2026-06-01', '2026-05-01'
            FROM unnest(ARRAY[1, @lastRun]) r, generate_series(1, 50) n WHERE @lastRun > 0;
            INSERT INTO message_texts SELECT run_id, message_no, 'Text ' || message_no FROM messages
            """, new { lastRun });
        var before = await StandingAsync("messages", "message_texts");

        await MigrateAsync();

        Assert.Equal(before, await StandingAsync("messages_first", "messages_first_texts"));
        Assert.Equal(before.Rows, (await StandingAsync("messages", "message_texts")).Rows);
        Assert.Equal(upper, await connection.ExecuteScalarAsync<int>("SELECT to_run FROM message_partitions WHERE from_run < 0 AND name = 'messages_first'"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(
            "INSERT INTO message_texts VALUES (1, 1000, 'x'); UPDATE message_texts SET body = 'y' WHERE message_no = 1000"));
        Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_key_check_and_guard_stands_on_the_parents_too()
    {
        var before = await StandingAsync("messages", "message_texts");
        await MigrateAsync();
        var after = await StandingAsync("messages", "message_texts");
        Assert.Equal((before.Constraints, before.Indexes, before.Triggers, before.Columns), (after.Constraints, after.Indexes, after.Triggers, after.Columns));
    }

    private async Task MigrateAsync()
    {
        await using var services = EngineUnderTest.Build(source, TimeProvider.System);
        await Migrations.RunAsync(source, services.GetServices<ISeed>(), default);
        await connection.ReloadTypesAsync();
    }

    /// <summary>All that a table is, its name aside; the file it lies in among it.</summary>
    private async Task<Standing> StandingAsync(string messages, string texts)
    {
        var standing = await connection.QuerySingleAsync<Standing>("""
            WITH tables AS (SELECT unnest(ARRAY[@messages, @texts])::regclass AS oid)
            SELECT (SELECT string_agg(pg_relation_filenode(oid)::text, ' ' ORDER BY oid::oid) FROM tables) AS files,
                (SELECT string_agg(reloptions::text, ' ' ORDER BY c.oid) FROM pg_class c JOIN tables USING (oid)) AS options,
                (SELECT string_agg(concat_ws(' ', conrelid::regclass, contype, pg_get_constraintdef(c.oid)), '|') FROM pg_constraint c JOIN tables ON conrelid = tables.oid) AS constraints,
                (SELECT string_agg(pg_get_indexdef(indexrelid), '|') FROM pg_index JOIN tables ON indrelid = oid) AS indexes,
                (SELECT string_agg(pg_get_triggerdef(t.oid), '|') FROM pg_trigger t JOIN tables ON tgrelid = tables.oid) AS triggers,
                (SELECT string_agg(concat_ws(' ', attrelid::regclass, attnum, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid)), '|')
                 FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum JOIN tables ON attrelid = tables.oid WHERE attnum > 0) AS columns
            """, new { messages, texts });
        var rows = await connection.ExecuteScalarAsync<string>($"""
            SELECT md5(coalesce(string_agg(m::text || t.body, '|' ORDER BY m.run_id, m.message_no), '')) || count(*)
            FROM (SELECT * FROM {messages}) m JOIN (SELECT * FROM {texts}) t USING (run_id, message_no)
            """);
        return new Standing(
            standing.Files, standing.Options, Plain(standing.Constraints), Plain(standing.Indexes), Plain(standing.Triggers), Plain(standing.Columns), rows!);

        string Plain(string? lines) => string.Join('\n', (lines ?? "").Split('|').Select(line => new[] { texts, messages, "message_texts", "messages", "ONLY " }
            .Aggregate(line, (text, name) => text.Replace(name, name == texts || name == "message_texts" ? "T" : name == "ONLY " ? "" : "M", StringComparison.Ordinal))).Order());
    }

    private sealed record Standing(string? Files, string? Options, string? Constraints, string? Indexes, string? Triggers, string? Columns, string Rows = "")
    {
        public Standing() : this(null, null, null, null, null, null) { }
    }
}
