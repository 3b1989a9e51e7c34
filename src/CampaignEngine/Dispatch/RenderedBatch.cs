namespace CampaignEngine.Dispatch;

/// <param name="LastRecipient">By whom the next batch begins.</param>
/// <param name="Drafts">Of those who have no message in the run yet.</param>
internal sealed record RenderedBatch(long LastRecipient, IReadOnlyList<Draft> Drafts);
