using static CampaignEngine.Channels.ProviderFault;

namespace CampaignEngine.Channels.Vssid;

/// <summary>The one table of the words by which the app's side answers for a notice (docs/vssid.md).</summary>
public static class VssidErrors
{
    public const string Taken = "taken";

    /// <summary>It has a notice with this id already: nothing is shown twice.</summary>
    public const string Known = "known";

    public static readonly ErrorTable All = new(
        new("no-account", Absent, "the person does not use the app"),
        new("app-removed", Absent, "the app was taken off the person's phone"),
        new("refused", OptedOut, "the person has turned such notices off"),
        new("invalid", Content, "the notice breaks a rule of the form"),
        new("busy", QueueFull, "not processed; to be handed over later"));
}
