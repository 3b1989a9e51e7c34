namespace CampaignEngine.Dispatch;

/// <summary>What a run is for.</summary>
public static class RunKind
{
    public const string Campaign = "campaign";

    /// <summary>The standing run that confirms refusals: keyed by number, outside hours and the gate.</summary>
    public const string RefusalConfirmation = "refusal-confirmation";
}
