using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CampaignEngine.Alerts;

/// <summary>The house's mail server, one session a mail.</summary>
public sealed class MailServer(IOptions<AlertOptions> options, TimeProvider clock)
{
    private const int TimeoutMilliseconds = 30_000;

    public async Task SendAsync(string address, string subject, string body, CancellationToken cancel)
    {
        using var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = body }, Date = clock.GetUtcNow() };
        message.From.Add(MailboxAddress.Parse(options.Value.From));
        message.To.Add(MailboxAddress.Parse(address));
        // Not to be answered by a machine's "out of office".
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = await ConnectAsync(cancel);
        await client.SendAsync(message, cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }

    /// <summary>Connected and known to the server, sending nothing.</summary>
    public async Task TryAsync(CancellationToken cancel)
    {
        using var client = await ConnectAsync(cancel);
        await client.NoOpAsync(cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken cancel)
    {
        var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        try
        {
            await client.ConnectAsync(options.Value.SmtpHost, options.Value.SmtpPort, options.Value.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            }, cancel);
            if (options.Value.UserName.Length > 0) await client.AuthenticateAsync(options.Value.UserName, options.Value.Password, cancel);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
