namespace CampaignEngine.Dispatch;

/// <summary>A range of a run's messages whose time to be looked at has come; held under a lease by who looks.</summary>
/// <param name="Tries">How often it was looked at, this time included.</param>
public sealed record DueRange(int RunId, int FirstNo, int LastNo, int Tries);
