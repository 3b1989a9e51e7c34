using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Esms;

/// <summary>Whether eSMS knows the key, and what money is left: its balance is read, nothing is sent.</summary>
internal sealed class EsmsCheck(HttpClient http, IOptions<EsmsOptions> options) : IChannelCheck
{
    public string Provider => EsmsChannel.Name;

    public async Task<IReadOnlyList<CheckLine>> ExecuteAsync(CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Address("/MainService.svc/json/GetBalance_json"))
        {
            Content = new StringContent(JsonSerializer.Serialize(new Dictionary<string, string> { ["ApiKey"] = options.Value.ApiKey, ["SecretKey"] = options.Value.SecretKey }),
                new MediaTypeHeaderValue("application/json")),
        };
        var read = await CheckRead.GetAsync(http, request, options.Value.LongestCall, cancel);
        return [Of(read)];
    }

    private static CheckLine Of(CheckRead read)
    {
        if (read.Status != HttpStatusCode.OK) return Bad($"eSMS không trả lời: {read.Word}", $"eSMS does not answer: {read.Word}");
        return EsmsAnswer.TryRead(read.Body) switch
        {
            { Code: EsmsErrors.Accepted, Balance: 0 } => new("account", CheckState.Warning, "eSMS nhận khóa; số dư đã hết", "eSMS takes the key; its balance is used up"),
            { Code: EsmsErrors.Accepted, Balance: { } left } => new("account", CheckState.Good, $"eSMS nhận khóa; số dư {left} đồng", $"eSMS takes the key; {left} đồng are left"),
            { Code: EsmsErrors.Accepted } or null => Bad("eSMS trả lời không đọc được", "eSMS' answer cannot be read"),
            { Code: var code } => Bad($"eSMS từ chối ({code}): xem Esms:ApiKey, Esms:SecretKey", $"eSMS refuses ({code}): see Esms:ApiKey, Esms:SecretKey"),
        };
    }

    private static CheckLine Bad(string vi, string en) => new("account", CheckState.Bad, vi, en);
}
