namespace CampaignEngine.Campaigns;

/// <param name="PlanHash">Computed from the plan as it is stored now, not read beside it: a plan changed in the table has another hash and no approval.</param>
public sealed record Campaign(int CampaignId, string Title, PinnedPlan Pinned, byte[] PlanHash, int CreatedBy);
