using CampaignEngine.Channels;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Dapper;
using Npgsql;

namespace CampaignEngine.Tests.Messages;

/// <summary>Messages in a run of their own, for the tests of Messages and Dispatch.</summary>
internal static class MessageRows
{
    public static readonly SqlFragment NoExclusion = new("null::text", []);

    public static NewMessage New(int run, int number, DateTimeOffset expires, long? recipient = null) => new(
        new MessageReference(run, number), recipient ?? number, "sms", $"+8490{number:0000000}", BitConverter.GetBytes((long)number), "PolicyInfo", null,
        "vi", null, "GSM7", 1, expires, $"Text {number}");

    public static async Task WriteAsync(this TestDatabase database, int run, int count)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var now = database.Clock.GetUtcNow();
        await EnsurePartitionAsync(connection, run);
        await MessageWriter.WriteAsync(connection, [.. Enumerable.Range(1, count).Select(n => New(run, n, now.AddDays(1)))], now, default);
    }

    /// <summary>As a launch does, for a run that was not launched.</summary>
    public static async Task EnsurePartitionAsync(NpgsqlConnection connection, int run)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await MessagePartitions.EnsureAsync(connection, run, alone: false, default);
        await transaction.CommitAsync();
    }

    /// <summary>Puts one message where a test begins, with an attempt made or not.</summary>
    public static async Task<bool> TryMoveAsync(this TestDatabase database, int run, int number, MessageStatus to, int attempt)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        try
        {
            await connection.ExecuteAsync("""
                UPDATE messages SET status = @to::message_status, attempt = @attempt, reason = 'test',
                    delivered_at = CASE WHEN @to = 'delivered' THEN changed_at END
                WHERE run_id = @run AND message_no = @number
                """, new { run, number, to = to.Name(), attempt });
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.CheckViolation)
        {
            return false;
        }
    }

    public static async Task<MessageStatus> StatusAsync(this TestDatabase database, int run, int number)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return MessageStatusNames.Parse(await connection.ExecuteScalarAsync<string>(
            "SELECT status::text FROM messages WHERE run_id = @run AND message_no = @number", new { run, number }) ?? "");
    }
}
