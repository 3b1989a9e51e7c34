using CampaignEngine.Storage;
using Npgsql;

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
        await using var copy = await CopyWriter.BeginAsync(connection, """
            COPY messages (run_id, message_no, recipient_id, channel, address, number_key, class, template_id, language, fallback_from,
                           encoding, parts, expires_at, changed_at) FROM STDIN (FORMAT BINARY)
            """, cancel);
        foreach (var message in batch)
        {
            copy.Row(14);
            copy.Write(message.Reference.RunId);
            copy.Write(message.Reference.MessageNo);
            copy.Write(message.RecipientId);
            copy.Write(message.Channel);
            copy.Write(message.Address);
            copy.Write(message.NumberKey);
            copy.Write(message.Class);
            copy.Write(message.TemplateId);
            copy.Write(message.Language);
            copy.Write(message.FallbackFrom);
            copy.Write(message.Encoding);
            copy.Write((short)message.Parts);
            copy.Write(message.ExpiresAt);
            copy.Write(at);
        }
        await copy.CompleteAsync();
    }

    private static async Task CopyTextsAsync(NpgsqlConnection connection, IReadOnlyCollection<NewMessage> batch, CancellationToken cancel)
    {
        await using var copy = await CopyWriter.BeginAsync(connection, "COPY message_texts (run_id, message_no, body) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var message in batch)
        {
            copy.Row(3);
            copy.Write(message.Reference.RunId);
            copy.Write(message.Reference.MessageNo);
            copy.Write(message.Body);
        }
        await copy.CompleteAsync();
    }
}
