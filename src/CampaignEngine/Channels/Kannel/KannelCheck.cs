using System.Globalization;
using System.Net;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Kannel;

/// <summary>Kannel's own page of its state (<c>/status.xml</c> of the bearerbox): whether it runs, which centres are online, what waits in it.</summary>
internal sealed class KannelCheck(HttpClient http, IOptions<KannelOptions> options) : IChannelCheck
{
    public string Provider => KannelChannel.Name;

    public async Task<IReadOnlyList<CheckLine>> ExecuteAsync(CancellationToken cancel)
    {
        if (options.Value.StatusUrl.Length == 0)
            return [new("gateway", CheckState.Warning, "không hỏi được: chưa ghi Kannel:StatusUrl, Kannel:StatusPassword", "cannot be asked: set Kannel:StatusUrl and Kannel:StatusPassword")];
        var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Value.StatusUrl.TrimEnd('/')}/status.xml?password={Uri.EscapeDataString(options.Value.StatusPassword)}");
        var read = await CheckRead.GetAsync(http, request, options.Value.LongestCall, cancel);
        if (read.Status != HttpStatusCode.OK) return [Bad("gateway", $"Kannel không trả lời: {read.Word}", $"Kannel does not answer: {read.Word}")];
        try
        {
            return Lines(XDocument.Load(new MemoryStream(read.Body)).Root!);
        }
        catch (XmlException)
        {
            // A wrong password is answered with a sentence.
            return [Bad("gateway", "Kannel không cho xem: xem Kannel:StatusPassword", "Kannel does not tell: see Kannel:StatusPassword")];
        }
    }

    private static List<CheckLine> Lines(XElement gateway)
    {
        var status = gateway.Element("status")?.Value ?? "?";
        var running = status.StartsWith("running", StringComparison.Ordinal);
        var waiting = Queued(gateway.Element("sms")?.Element("sent"));
        List<CheckLine> lines = [running ? new("gateway", CheckState.Good, $"đang chạy, {waiting} tin chờ", $"running, {waiting} messages wait") : Bad("gateway", $"không chạy: {status}", $"not running: {status}")];
        foreach (var centre in gateway.Element("smscs")?.Elements("smsc") ?? [])
        {
            var (name, state) = (centre.Element("admin-id")?.Value ?? centre.Element("id")?.Value ?? "?", centre.Element("status")?.Value ?? "?");
            var queued = centre.Element("queued")?.Value ?? "?";
            lines.Add(state.StartsWith("online", StringComparison.Ordinal)
                ? new($"smsc-{name}", CheckState.Good, $"nối với nhà mạng, {queued} tin chờ", $"online, {queued} messages wait")
                : Bad($"smsc-{name}", $"không nối được nhà mạng: {state}", $"not online: {state}"));
        }
        return lines;
    }

    private static long Queued(XElement? sent) => long.TryParse(sent?.Element("queued")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var queued) ? queued : 0;

    private static CheckLine Bad(string subject, string vi, string en) => new(subject, CheckState.Bad, vi, en);
}
