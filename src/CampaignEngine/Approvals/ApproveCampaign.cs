using CampaignEngine.Access;
using CampaignEngine.Audiences;
using CampaignEngine.Campaigns;
using Npgsql;

namespace CampaignEngine.Approvals;

/// <summary>
/// A second person signs the plan's hash and the number of people it reaches now. What is signed cannot change: an edit is a new campaign.
/// </summary>
public sealed class ApproveCampaign(NpgsqlDataSource source, TimeProvider clock, AudiencePreview preview, AuditTrail audit)
{
    /// <returns>The approval in force and the audience it was given on; a second approval of the same plan changes nothing.</returns>
    public async Task<(Approval Approval, AudienceCount Audience)> ExecuteAsync(Actor approver, int campaignId, CancellationToken cancel)
    {
        approver.MustBe(Role.Approver);
        await using var connection = await source.OpenConnectionAsync(cancel);
        var campaign = await CampaignStore.GetAsync(connection, campaignId, cancel);
        // Holds for administrators too: the second person is the point.
        if (campaign.CreatedBy == approver.UserId) throw new RefusedException([ApprovalFault.OwnCampaign(campaignId)]);

        var audience = await preview.CountAsync(connection, campaign.Pinned, cancel);
        if (await ApprovalStore.FindAsync(connection, campaign, cancel) is { } standing) return (standing, audience);
        Check(campaign, audience);

        var approval = new Approval(campaignId, (int)audience.Targeted, campaign.Pinned.Plan.TolerancePercent, approver.UserId);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await ApprovalStore.InsertAsync(connection, campaign, approval, clock.GetUtcNow(), cancel))
            await audit.WriteAsync(connection, approver, "campaign.approve", $"campaign {campaignId}",
                new { planHash = Convert.ToHexStringLower(campaign.PlanHash), approval.ExpectedCount, approval.TolerancePercent }, cancel);
        await transaction.CommitAsync(cancel);
        return ((await ApprovalStore.FindAsync(connection, campaign, cancel))!, audience);
    }

    private void Check(Campaign campaign, AudienceCount audience)
    {
        var plan = campaign.Pinned.Plan;
        if (audience.Targeted == 0) throw new RefusedException([ApprovalFault.NobodyToReach(campaign.CampaignId, audience.Matched)]);
        if (audience.Targeted > plan.Limits.MaxMessages) throw new RefusedException([ApprovalFault.TooMany(campaign.CampaignId, audience.Targeted, plan.Limits.MaxMessages.Value)]);
        if (plan.Schedule.ExpiresAt(clock.GetUtcNow()) <= clock.GetUtcNow()) throw new RefusedException([ApprovalFault.Over(campaign.CampaignId)]);
    }
}
