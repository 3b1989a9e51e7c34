using System.Security.Cryptography;

namespace CampaignEngine.Host.Demo;

/// <summary>The accounts at the simulated providers, with secrets that are new in each demo: other users of the machine could call us too.</summary>
internal sealed class DemoAccounts
{
    public const string TwilioSid = "AC0123456789abcdef0123456789abcdef";
    public const string ZaloApp = "2074138120372622546";
    public const string ZaloAccount = "2893352839501541173";
    public const string FacebookPage = "100000000000001";

    public string TwilioToken { get; } = Secret();

    public string ZaloRefreshToken { get; } = Secret();

    public string ZaloAppSecret { get; } = Secret();

    public string ZaloSecret { get; } = Secret();

    public string FacebookToken { get; } = Secret();

    public string FacebookAppSecret { get; } = Secret();

    /// <summary>As an administrator enters them, by "channel credential set".</summary>
    public IEnumerable<(string Provider, string Name, string Secret)> Credentials =>
    [
        ("zalo", "token", ZaloRefreshToken), ("zalo", "app-secret", ZaloAppSecret), ("zalo", "oa-secret", ZaloSecret),
        ("facebook", "page-token", FacebookToken), ("facebook", "app-secret", FacebookAppSecret),
    ];

    /// <summary>What the simulator knows of them.</summary>
    /// <param name="web">Where the engine is called back.</param>
    public IReadOnlyDictionary<string, string?> OfSimulator(string web) => new Dictionary<string, string?>
    {
        ["twilio__Sid"] = TwilioSid,
        ["twilio__AuthToken"] = TwilioToken,
        ["zalo__AppId"] = ZaloApp,
        ["zalo__OaId"] = ZaloAccount,
        ["zalo__AppSecret"] = ZaloAppSecret,
        ["zalo__OaSecret"] = ZaloSecret,
        ["zalo__RefreshToken"] = ZaloRefreshToken,
        ["zalo__WebhookUrl"] = $"{web}/webhooks/zalo",
        ["facebook__PageId"] = FacebookPage,
        ["facebook__Token"] = FacebookToken,
        ["facebook__AppSecret"] = FacebookAppSecret,
    };

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
