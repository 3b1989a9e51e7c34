namespace CampaignEngine.Intake;

/// <summary>A refusal as it came.</summary>
/// <param name="Address">Where a confirmation goes, E.164; null: nowhere, the provider has confirmed or the number is foreign.</param>
/// <param name="Scope">What is refused: one of <see cref="Consent.SuppressionScope"/>.</param>
/// <param name="Source">Where it came from, as stored beside it.</param>
public sealed record Refusal(byte[] NumberKey, string? Address, string Scope, long InboxId, DateTimeOffset ReceivedAt, string Source = TakeRefusal.Source);
