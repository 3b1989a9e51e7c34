using CampaignEngine.Channels;
using Dapper;
using Npgsql;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>What one would write first: a job a message, which loads its row, sends it and writes down what became of it.</summary>
public sealed class NaiveJob(NpgsqlDataSource source, IEnumerable<IChannel> channels)
{
    public const string Table = """
        CREATE TABLE naive_messages AS SELECT run_id, message_no, address, body, 'pending' AS status, null::text AS provider_id
        FROM messages JOIN message_texts USING (run_id, message_no) WHERE run_id = @run;
        ALTER TABLE naive_messages ADD PRIMARY KEY (run_id, message_no)
        """;

    public async Task SendAsync(int run, int no)
    {
        await using var connection = await source.OpenConnectionAsync();
        var (address, body) = await connection.QuerySingleAsync<(string, string)>(
            "SELECT address, body FROM naive_messages WHERE run_id = @run AND message_no = @no", new { run, no });
        var outcome = (await channels.Single().SendAsync(
            [new OutgoingMessage(new MessageReference(run, no), address, body, 1, TimeSpan.FromDays(1))], CancellationToken.None)).Single();
        await connection.ExecuteAsync(
            "UPDATE naive_messages SET status = @status, provider_id = @id WHERE run_id = @run AND message_no = @no",
            new { run, no, status = outcome is Accepted ? "accepted" : "failed", id = (outcome as Accepted)?.ProviderId });
    }
}
