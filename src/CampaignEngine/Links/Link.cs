namespace CampaignEngine.Links;

/// <summary>A link with the short address people see.</summary>
/// <param name="Target">Where it leads, with its marks.</param>
/// <param name="Address">The short address; only the path where no public address is set.</param>
/// <param name="ExpiresAt">UTC; null: never.</param>
public sealed record Link(int LinkId, string Code, string Address, string Target, string Medium, string Source, string Campaign, string? Content, DateTime? ExpiresAt);
