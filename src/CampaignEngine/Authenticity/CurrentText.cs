using CampaignEngine.Templates;

namespace CampaignEngine.Authenticity;

/// <summary>A text the agency sends or publishes now, or did lately.</summary>
/// <param name="Channel">The medium: sms, zalo.</param>
/// <param name="Senders">The names it comes from; empty where the provider chooses them.</param>
/// <param name="Shape">Null where the provider holds the words (Zalo's own templates): they are not known here.</param>
/// <param name="Stands">Of what is published: where it stands for all to see; empty where that is no address. Null: it is a message to persons.</param>
public sealed record CurrentText(string Channel, string Language, IReadOnlyList<string> Senders, TextShape? Shape, string? Stands = null);
