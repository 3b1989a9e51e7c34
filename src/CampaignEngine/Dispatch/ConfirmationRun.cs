using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Messages;
using CampaignEngine.Text;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>The standing run that confirms refusals: keyed by number, outside hours, caps and the gate (Decree 91/2020: confirmed at once).</summary>
public sealed class ConfirmationRun(TimeProvider clock, IOptions<DispatchOptions> options)
{
    /// <summary>
    /// Queues one confirmation in the caller's transaction; it goes out when that commits. That a refusal is confirmed once is the caller's
    /// to see to, by its own unique key.
    /// </summary>
    public async Task<MessageReference> QueueAsync(
        NpgsqlConnection connection, byte[] numberKey, string address, string body, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var reference = await NextAsync(connection, now, cancel);
        var text = SmsText.Normalise(body);
        var size = SmsText.Measure(text);
        await MessageWriter.WriteAsync(connection,
            [new NewMessage(reference, null, ChannelAddress.Sms, address, numberKey, nameof(MessageClass.ServiceNotice), null, "vi", null,
                size.Encoding.ToString(), size.Parts, now.AddHours(options.Value.ConfirmationExpiryHours), text)], now, cancel);
        await connection.ExecuteAsync(new("""
            INSERT INTO chunks (run_id, chunk_no, first_no, last_no, ready_at) VALUES (@RunId, @MessageNo, @MessageNo, @MessageNo, @now)
            """, new { reference.RunId, reference.MessageNo, now }, cancellationToken: cancel));
        return reference;
    }

    private static async Task<MessageReference> NextAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancel)
    {
        if (!await connection.ExecuteScalarAsync<bool>(new(
            "SELECT EXISTS (SELECT FROM runs WHERE kind = @kind AND campaign_id IS NULL)", new { kind = RunKind.RefusalConfirmation }, cancellationToken: cancel)))
            await BeginAsync(connection, now, cancel);
        // Locked until the caller commits: two refusals at once take two numbers, one after the other.
        var runId = await connection.ExecuteScalarAsync<int>(new(
            "SELECT run_id FROM runs WHERE kind = @kind AND campaign_id IS NULL FOR UPDATE", new { kind = RunKind.RefusalConfirmation }, cancellationToken: cancel));
        var last = await connection.ExecuteScalarAsync<int?>(new(
            "SELECT max(chunk_no) FROM chunks WHERE run_id = @runId", new { runId }, cancellationToken: cancel));
        return new MessageReference(runId, (last ?? 0) + 1);
    }

    /// <summary>The first refusal of an installation makes the run. It never ends, so it has a partition of its own.</summary>
    private static async Task BeginAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancel)
    {
        await RunPartition.PrepareAsync(connection, alone: true, now, cancel);
        var made = await connection.ExecuteScalarAsync<int?>(new("""
            INSERT INTO runs (kind, state, launched_at) VALUES (@kind, 'running', @now)
            ON CONFLICT (kind) WHERE campaign_id IS NULL DO NOTHING -- two first refusals at once make one
            RETURNING run_id
            """, new { kind = RunKind.RefusalConfirmation, now }, cancellationToken: cancel));
        if (made is { } runId) await MessagePartitions.EnsureAsync(connection, runId, alone: true, cancel);
    }
}
