using CampaignEngine.Channels;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Alerts;

/// <summary>Whether the mail server takes us; nothing is sent.</summary>
internal sealed class MailCheck(MailServer server, IOptions<AlertOptions> options) : IChannelCheck
{
    public string Provider => "mail";

    public async Task<IReadOnlyList<CheckLine>> ExecuteAsync(CancellationToken cancel)
    {
        if (options.Value.SmtpHost.Length == 0)
            return [new CheckLine("server", CheckState.Warning, "chưa cài đặt: cảnh báo chỉ có trong danh sách và nhật ký (Alerts:SmtpHost)", "not set up: alerts stand in lists and the log alone (Alerts:SmtpHost)")];
        try
        {
            await server.TryAsync(cancel);
            return [new CheckLine("server", CheckState.Good, "máy chủ thư nhận", "the mail server takes us")];
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return [new CheckLine("server", CheckState.Bad, $"máy chủ thư không nhận: {failure.GetType().Name}; xem Alerts", $"the mail server does not take us: {failure.GetType().Name}; see Alerts")];
        }
    }
}
