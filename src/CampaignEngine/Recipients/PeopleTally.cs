namespace CampaignEngine.Recipients;

/// <summary>What the checks did beside accepting and rejecting.</summary>
internal sealed class PeopleTally
{
    public int PhonesConverted;
    public int PhonesForeign;
    public int ZerosRestored;
    public int CommunesLeftOut;
}
