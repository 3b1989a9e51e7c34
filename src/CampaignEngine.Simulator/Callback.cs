namespace CampaignEngine.Simulator;

/// <summary>One call to come; what it says is written when it is due, so that a million waiting ones are small.</summary>
public abstract record Callback(string Url, TakenMessage Message);

public sealed record StatusCallback(string Url, TakenMessage Message, string From, string Status, int? Code) : Callback(Url, Message);

/// <param name="Words">What the person wrote.</param>
/// <param name="ProviderRefused">The provider took it for a refusal itself.</param>
public sealed record ReplyCallback(string Url, TakenMessage Message, string From, string Words, bool ProviderRefused) : Callback(Url, Message);
