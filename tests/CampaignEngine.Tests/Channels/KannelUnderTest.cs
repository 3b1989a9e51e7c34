namespace CampaignEngine.Tests.Channels;

internal static class KannelUnderTest
{
    public const string InboundKey = "inbound-key-0123456789";

    public static Dictionary<string, string?> Settings(string address, string user = "bhxh", string password = "secret") => new()
    {
        ["Kannel:BaseUrl"] = address,
        ["Kannel:User"] = user,
        ["Kannel:Password"] = password,
        ["Kannel:From"] = "BHXHVN",
        ["Kannel:InboundKey"] = InboundKey,
        ["Kannel:AnswerSeconds"] = "20",
        ["Webhooks:PublicBaseUrl"] = "https://callbacks.example.gov.vn",
    };
}
