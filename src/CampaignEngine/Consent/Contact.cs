namespace CampaignEngine.Consent;

/// <summary>One message to one number, as the contact ledger knows it.</summary>
public readonly record struct Contact(int RunId, int MessageNo, byte[] NumberKey);

/// <summary>A message whose number has had as many as a cap allows.</summary>
/// <param name="Code">The cap that frees last.</param>
/// <param name="Until">When it frees, UTC.</param>
public sealed record CapWait(int MessageNo, byte[] NumberKey, string Code, DateTimeOffset Until);
