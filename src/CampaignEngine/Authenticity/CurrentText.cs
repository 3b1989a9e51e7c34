using CampaignEngine.Templates;

namespace CampaignEngine.Authenticity;

/// <summary>A text the agency sends now or sent lately.</summary>
/// <param name="Channel">The medium: sms, zalo.</param>
/// <param name="Senders">The names it comes from; empty where the provider chooses them.</param>
/// <param name="Shape">Null where the provider holds the words (Zalo's own templates): they are not known here.</param>
public sealed record CurrentText(string Channel, string Language, IReadOnlyList<string> Senders, TextShape? Shape);
