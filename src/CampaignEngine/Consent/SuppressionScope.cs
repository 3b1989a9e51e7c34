namespace CampaignEngine.Consent;

public static class SuppressionScope
{
    /// <summary>The short word (TC): campaigns stop, the person's own renewals go on.</summary>
    public const string Campaigns = "campaigns";

    /// <summary>The longer word (TC ALL): nothing more.</summary>
    public const string Everything = "everything";
}
