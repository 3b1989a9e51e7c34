namespace CampaignEngine.Tests.Channels;

internal static class EsmsUnderTest
{
    public const string SmsId = "434a124c-7818-4f45-bdf2-7f7b07fff210100";

    public static Dictionary<string, string?> Settings(string address) => new()
    {
        ["Esms:BaseUrl"] = address,
        ["Esms:ApiKey"] = "key",
        ["Esms:SecretKey"] = "secret-key",
        ["Esms:Brandname"] = "BHXHVN",
        ["Esms:ShortCodePartner"] = "bhxh",
        ["Esms:ShortCodeKey"] = "short-code-key",
        ["Esms:AnswerSeconds"] = "20",
        ["Webhooks:PublicBaseUrl"] = "https://callbacks.example.gov.vn",
    };
}
