using CampaignEngine.Tests.Simulator;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>The settings of the real channel over HTTP to a simulator.</summary>
internal static class SimulatorRoute
{
    public static Dictionary<string, string?> Settings(SimulatorUnderTest simulator, params (string Name, string Value)[] more) => new(
        more.Select(m => KeyValuePair.Create(m.Name, (string?)m.Value)))
    {
        ["Twilio:BaseUrl"] = simulator.Address,
        ["Twilio:AccountSid"] = SimulatorUnderTest.Account,
        ["Twilio:AuthToken"] = "simulator-token",
        ["Twilio:From"] = "+15005550006",
        // Our reference travels in the callback's address; nobody listens there.
        ["Webhooks:PublicBaseUrl"] = "http://127.0.0.1:1",
    };

    /// <summary>The same as a process takes them.</summary>
    public static (string, string?)[] Environment(IDictionary<string, string?> settings) =>
        [.. settings.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value))];
}
