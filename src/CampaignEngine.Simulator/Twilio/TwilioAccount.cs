namespace CampaignEngine.Simulator.Twilio;

public sealed class TwilioAccount
{
    public string Sid { get; set; } = "AC00000000000000000000000000000000";

    public string AuthToken { get; set; } = "simulator-token";
}
