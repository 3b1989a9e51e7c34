using CampaignEngine.Calendar;
using CampaignEngine.Consent;
using CampaignEngine.Dispatch;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Intake;

/// <summary>Records a refusal, which the gate honours from the next claim on, and confirms it once.</summary>
public sealed class TakeRefusal(ConfirmationRun confirmations, IOptions<IntakeOptions> options)
{
    public const string Source = "sms-reply";

    /// <summary>In the caller's transaction, one refusal a transaction. False where as much was refused before.</summary>
    public async Task<bool> ExecuteAsync(NpgsqlConnection connection, Refusal refusal, CancellationToken cancel)
    {
        var isNew = await AddAsync(connection, refusal, cancel);
        await Suppressions.AddAsync(connection, refusal.NumberKey, refusal.Scope, refusal.Source, refusal.ReceivedAt, cancel);
        if (isNew && refusal.Address is { } address) await ConfirmAsync(connection, refusal, address, cancel);
        return isNew;
    }

    private static async Task<bool> AddAsync(NpgsqlConnection connection, Refusal refusal, CancellationToken cancel)
    {
        // Two of the same at once: the second waits here for the first to commit and then adds nothing, so one confirmation goes out.
        // Who has refused everything is not told again about a part of it.
        const string sql = """
            INSERT INTO refusals (number_key, scope, inbox_id, received_at)
            SELECT @NumberKey, @Scope, @InboxId, @ReceivedAt
            WHERE NOT EXISTS (SELECT FROM refusals WHERE number_key = @NumberKey AND scope = 'everything')
            ON CONFLICT (number_key, scope) DO NOTHING
            """;
        return await connection.ExecuteAsync(new(sql,
            new { refusal.NumberKey, refusal.Scope, refusal.InboxId, ReceivedAt = refusal.ReceivedAt.UtcDateTime }, cancellationToken: cancel)) == 1;
    }

    private async Task ConfirmAsync(NpgsqlConnection connection, Refusal refusal, string address, CancellationToken cancel)
    {
        var text = refusal.Scope == SuppressionScope.Everything ? options.Value.ConfirmEverything : options.Value.ConfirmCampaigns;
        var time = VietnamTime.Of(refusal.ReceivedAt).ToString("HH:mm 'ngày' dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        var reference = await confirmations.QueueAsync(connection, refusal.NumberKey, address, text.Replace("{time}", time), cancel);
        await connection.ExecuteAsync(new("""
            UPDATE refusals SET confirmation_run = @RunId, confirmation_no = @MessageNo WHERE number_key = @NumberKey AND scope = @Scope
            """, new { reference.RunId, reference.MessageNo, refusal.NumberKey, refusal.Scope }, cancellationToken: cancel));
    }
}
