using Dapper;
using MailKit;
using Microsoft.Extensions.Logging;
using MimeKit;
using Npgsql;

namespace CampaignEngine.Alerts;

/// <summary>
/// Sends the mails that wait. A mail to our own staff may come twice where a worker dies between the server's word and ours; it is never lost, until
/// after a day of failures it is given up, which the log and 'alert list' say.
/// </summary>
public sealed class SendMails(NpgsqlDataSource source, MailServer server, TimeProvider clock, ILogger<SendMails> log)
{
    private const int MostLines = 100;
    private const int MostAttempts = 12;

    /// <summary>A mail that is being sent is left alone so long by the others.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var sent = 0;
        while (!cancel.IsCancellationRequested && await TakeAsync(cancel) is { } mail)
        {
            if (await SendAsync(mail, cancel) is not { } failure)
            {
                await WriteAsync(mail, "sent", null, cancel);
                sent++;
                continue;
            }
            var over = mail.Attempts >= MostAttempts;
            log.LogError("Mail {Mail} to the staff could not be sent: {Reason}{Over}", mail.MailId, failure, over ? "; it is given up" : "");
            await WriteAsync(mail, over ? "given_up" : "queued", failure, cancel);
            // The server is away: the others would meet the same.
            if (!over) return sent;
        }
        return sent;
    }

    /// <summary>Null: the server has taken it.</summary>
    private async Task<string?> SendAsync(QueuedMail mail, CancellationToken cancel)
    {
        var lines = await LinesAsync(mail.MailId, cancel);
        try
        {
            await server.SendAsync(mail.Address, Subject(lines), Body(lines), cancel);
            return null;
        }
        catch (Exception failure) when (failure is CommandException or ProtocolException or IOException or System.Net.Sockets.SocketException or ServiceNotConnectedException
            or MailKit.Security.AuthenticationException or MailKit.Security.SslHandshakeException or TimeoutException or ParseException)
        {
            return failure.GetType().Name;
        }
    }

    private static string Subject(IReadOnlyList<(string Vi, string En)> lines) =>
        lines is [var only] ? $"[CampaignEngine] {only.Vi}" : $"[CampaignEngine] {lines.Count} việc cần xem / things to look at";

    private static string Body(IReadOnlyList<(string Vi, string En)> lines) => string.Join("\n\n", lines.Take(MostLines).Select(l => $"- {l.Vi}\n  {l.En}"))
        + (lines.Count > MostLines ? $"\n\n… và {lines.Count - MostLines} việc khác / and {lines.Count - MostLines} more: campaign alert list" : "") + "\n";

    private async Task<QueuedMail?> TakeAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<QueuedMail>(new("""
            UPDATE alert_mails SET attempts = attempts + 1, next_at = @until
            WHERE mail_id = (SELECT mail_id FROM alert_mails WHERE state = 'queued' AND next_at <= @now ORDER BY mail_id LIMIT 1 FOR UPDATE SKIP LOCKED) -- several workers send different ones
            RETURNING mail_id, address, attempts
            """, new { now = now.UtcDateTime, until = (now + Lease).UtcDateTime }, cancellationToken: cancel));
    }

    private async Task<IReadOnlyList<(string Vi, string En)>> LinesAsync(long mailId, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<(string, string)>(new("SELECT vi, en FROM alerts WHERE mail_id = @mailId ORDER BY alert_key", new { mailId }, cancellationToken: cancel))).AsList();
    }

    private async Task WriteAsync(QueuedMail mail, string state, string? reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var wait = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(mail.Attempts, (short)8)));
        await using var connection = await source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new("""
            UPDATE alert_mails SET state = @state, reason = @reason, next_at = @next, sent_at = CASE WHEN @state = 'sent' THEN @now END WHERE mail_id = @MailId AND state = 'queued'
            """, new { mail.MailId, state, reason, now = now.UtcDateTime, next = (now + (wait < LongestWait ? wait : LongestWait)).UtcDateTime }, cancellationToken: cancel));
    }

    private sealed record QueuedMail(long MailId, string Address, short Attempts);
}
