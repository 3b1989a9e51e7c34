using CampaignEngine.Storage;

namespace CampaignEngine.Host.Demo;

/// <summary>The demo's settings: invented people, the simulator as every provider, receipts that prove the handset, a rate that ends in time. It prints them.</summary>
internal static class DemoSettings
{
    public const int PartsPerSecond = 4000;

    /// <summary>08:00 on 5 May 2026 in Vietnam, so that the window is open at whatever hour the demo runs.</summary>
    public static readonly DateTimeOffset Start = new(2026, 5, 5, 8, 0, 0, TimeSpan.FromHours(7));

    /// <param name="ownPort">A free one: other programs of this machine may serve where the settings say.</param>
    public static string WebAddress(IConfiguration configuration, bool ownPort) =>
        ownPort ? $"http://127.0.0.1:{PostgresProcess.FreePort()}" : configuration["Web:Url"] ?? new Web.WebOptions().Url;

    public static IConfigurationRoot Of(IConfiguration configuration, DemoDatabase database, string simulator, DemoAccounts accounts, string url) =>
        new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Main"] = database.ConnectionString,
            ["Engine:Mode"] = nameof(EngineMode.Demo),
            ["Engine:KeyFolder"] = Path.Combine(database.Folder, "keys"),
            ["Web:Url"] = url,
            ["Webhooks:PublicBaseUrl"] = url,
            ["Twilio:BaseUrl"] = simulator,
            ["Twilio:AccountSid"] = DemoAccounts.TwilioSid,
            ["Twilio:AuthToken"] = accounts.TwilioToken,
            ["Twilio:From"] = "BHXHVN",
            ["Twilio:ReceiptMeaning"] = "Handset",
            ["Zalo:BaseUrl"] = simulator,
            ["Zalo:OpenApiUrl"] = simulator,
            ["Zalo:OAuthUrl"] = simulator,
            ["Zalo:AppId"] = DemoAccounts.ZaloApp,
            ["Zalo:OaId"] = DemoAccounts.ZaloAccount,
            ["Facebook:BaseUrl"] = simulator,
            ["Facebook:PageId"] = DemoAccounts.FacebookPage,
            // The demo is one day long: who shares a telephone is not put off to the next.
            ["Caps:PerDay"] = "100",
            ["Caps:PerMonth"] = "1000",
            ["Dispatch:PartsPerSecond"] = $"{PartsPerSecond}",
        }).Build();

    /// <summary>What the simulated provider does: some numbers fail, three in ten have no Zalo, receipts repeat and come out of order, calls are throttled or reset, people refuse.</summary>
    public static object Behaviour(int seed, string webAddress) => new
    {
        seed,
        failed = 0.01,
        undelivered = 0.03,
        throttled = 0.002,
        resetAfter = 0.0005,
        callbackDelayMs = 300,
        callbackRepeated = 0.05,
        callbackUnordered = 0.05,
        stop = 0.01,
        zaloAbsent = 0.3,
        inboundUrl = $"{webAddress}/webhooks/twilio/inbound",
    };
}
