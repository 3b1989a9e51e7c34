using System.Text;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels;

internal static class TwilioUnderTest
{
    public const string Account = "AC00000000000000000000000000000001";
    public const string Sid = "SM0123456789abcdef0123456789abcdef";

    public static OutgoingMessage Message => SenderContract.Message;

    public static Dictionary<string, string?> Settings(string address) => new()
    {
        ["Twilio:BaseUrl"] = address,
        ["Twilio:AccountSid"] = Account,
        ["Twilio:AuthToken"] = "secret-token",
        ["Twilio:From"] = "BHXH",
        ["Twilio:AnswerSeconds"] = "20",
        ["Webhooks:PublicBaseUrl"] = "https://callbacks.example.gov.vn",
    };

    public static ServiceProvider Services(TestDatabase database, string address) => database.Services(Settings(address));

    public static Receipt? Read(string form) => new TwilioReceipts().Read(Message.Reference, Encoding.UTF8.GetBytes(form));
}
