namespace CampaignEngine.Simulator.Esms;

/// <summary>Section "esms".</summary>
public sealed class EsmsAccount
{
    public string ApiKey { get; set; } = "simulator-key";

    public string SecretKey { get; set; } = "simulator-secret";

    public string Brandname { get; set; } = "BHXH-DEMO";

    public string ShortCodePartner { get; set; } = "simulator";

    public string ShortCodeKey { get; set; } = "simulator-short-code";
}
