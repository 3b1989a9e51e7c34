using System.Net;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Twilio;

/// <summary>Whether Twilio knows the account and its token: one reading of the account resource.</summary>
internal sealed class TwilioCheck(HttpClient http, IOptions<TwilioOptions> options) : IChannelCheck
{
    public string Provider => TwilioChannel.Name;

    public async Task<IReadOnlyList<CheckLine>> ExecuteAsync(CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, options.Value.Address($"/2010-04-01/Accounts/{options.Value.AccountSid}.json"));
        request.Headers.Authorization = options.Value.Credentials;
        var read = await CheckRead.GetAsync(http, request, options.Value.LongestCall, cancel);
        return
        [
            read.Status switch
            {
                HttpStatusCode.OK => new CheckLine("account", CheckState.Good, "Twilio nhận tài khoản và mã", "Twilio takes the account and its token"),
                HttpStatusCode.Unauthorized => new CheckLine("account", CheckState.Bad, "Twilio không nhận tài khoản hoặc mã: xem Twilio:AccountSid, Twilio:AuthToken",
                    "Twilio does not take the account or its token: see Twilio:AccountSid, Twilio:AuthToken"),
                _ => new CheckLine("account", CheckState.Bad, $"Twilio không trả lời: {read.Word}", $"Twilio does not answer: {read.Word}"),
            },
        ];
    }
}
