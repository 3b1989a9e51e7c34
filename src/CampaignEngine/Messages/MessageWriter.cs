using Npgsql;
using NpgsqlTypes;

namespace CampaignEngine.Messages;

/// <summary>
/// Stores new messages and their texts by COPY, on the caller's connection and in its transaction. All begin as pending. A number
/// or person that is already in the run fails the whole batch (unique keys): a launch that goes on writes only what is missing.
/// </summary>
public static class MessageWriter
{
    public static async Task WriteAsync(
        NpgsqlConnection connection, IReadOnlyCollection<NewMessage> batch, DateTimeOffset at, CancellationToken cancel)
    {
        if (batch.Count == 0) return;
        await CopyMessagesAsync(connection, batch, at, cancel);
        await CopyTextsAsync(connection, batch, cancel);
    }

    private static async Task CopyMessagesAsync(
        NpgsqlConnection connection, IReadOnlyCollection<NewMessage> batch, DateTimeOffset at, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync("""
            COPY messages (run_id, message_no, recipient_id, channel, address, number_key, class, template_id, language, fallback_from,
                           encoding, parts, expires_at, changed_at) FROM STDIN (FORMAT BINARY)
            """, cancel);
        foreach (var message in batch)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(message.Reference.RunId, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(message.Reference.MessageNo, NpgsqlDbType.Integer, cancel);
            await WriteAsync(copy, message.RecipientId, NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(message.Channel, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(message.Address, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(message.NumberKey, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(message.Class, NpgsqlDbType.Text, cancel);
            await WriteAsync(copy, message.TemplateId, NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(message.Language, NpgsqlDbType.Text, cancel);
            if (message.FallbackFrom is { } declared) await copy.WriteAsync(declared, NpgsqlDbType.Text, cancel);
            else await copy.WriteNullAsync(cancel);
            await copy.WriteAsync(message.Encoding, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync((short)message.Parts, NpgsqlDbType.Smallint, cancel);
            await copy.WriteAsync(message.ExpiresAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
            await copy.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, long? value, NpgsqlDbType type, CancellationToken cancel) =>
        value is { } number ? copy.WriteAsync(number, type, cancel) : copy.WriteNullAsync(cancel);

    private static async Task CopyTextsAsync(NpgsqlConnection connection, IReadOnlyCollection<NewMessage> batch, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY message_texts (run_id, message_no, body) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var message in batch)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(message.Reference.RunId, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(message.Reference.MessageNo, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(message.Body, NpgsqlDbType.Text, cancel);
        }
        await copy.CompleteAsync(cancel);
    }
}
