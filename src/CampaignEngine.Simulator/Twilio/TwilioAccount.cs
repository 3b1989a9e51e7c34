using System.Text;

namespace CampaignEngine.Simulator.Twilio;

/// <summary>Section "twilio".</summary>
public sealed class TwilioAccount
{
    private string? credentials;

    public string Sid { get; set; } = "AC00000000000000000000000000000000";

    public string AuthToken { get; set; } = "simulator-token";

    public bool Accepts(HttpRequest request) =>
        request.Headers.Authorization == (credentials ??= "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sid}:{AuthToken}")));
}
