using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Storage;
using Dapper;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>The form bodies the engine would send for a run, byte for byte, written to a file for the bare client.</summary>
internal static class SendBodies
{
    public static async Task WriteAsync(BenchDatabase database, int run, string file, CancellationToken cancel)
    {
        var key = database.Get<EngineSecrets>().WebhookKey;
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var output = new BinaryWriter(File.Create(file));
        foreach (var (no, address, body) in await connection.QueryAsync<(int, string, string)>(new("""
            SELECT m.message_no, m.address, t.body FROM messages m JOIN message_texts t USING (run_id, message_no) WHERE m.run_id = @run ORDER BY 1
            """, new { run }, cancellationToken: cancel)))
        {
            var form = Form(new MessageReference(run, no), address, body, key);
            output.Write(form.Length);
            output.Write(form.Span);
        }
    }

    private static ReadOnlyMemory<byte> Form(MessageReference reference, string address, string body, byte[] key) => new FormWriter()
        .Add("To"u8, address).Add("Body"u8, body).Add("From"u8, "BHXHVN").Add("ValidityPeriod"u8, "36000")
        .Add("StatusCallback"u8, $"{BenchSimulator.Callbacks}{TwilioChannel.StatusPath}?m={reference}&h={CallbackTag.Of(key, TwilioChannel.Name, reference)}").Written;
}
