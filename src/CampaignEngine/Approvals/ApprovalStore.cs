using CampaignEngine.Campaigns;
using Dapper;
using Npgsql;

namespace CampaignEngine.Approvals;

public static class ApprovalStore
{
    /// <summary>The approval of exactly this plan; null if there is none, or if the plan was changed since.</summary>
    public static Task<Approval?> FindAsync(NpgsqlConnection connection, Campaign campaign, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<Approval>(new CommandDefinition(
            """
            SELECT campaign_id AS CampaignId, expected_count AS ExpectedCount, tolerance_percent AS TolerancePercent, user_id AS UserId
            FROM approvals WHERE campaign_id = @CampaignId AND plan_hash = @PlanHash
            """,
            new { campaign.CampaignId, campaign.PlanHash }, cancellationToken: cancel));

    internal static async Task<bool> InsertAsync(NpgsqlConnection connection, Campaign campaign, Approval approval, DateTimeOffset at, CancellationToken cancel) =>
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO approvals (campaign_id, plan_hash, expected_count, tolerance_percent, user_id, at)
            VALUES (@CampaignId, @PlanHash, @ExpectedCount, @TolerancePercent, @UserId, @at)
            ON CONFLICT (campaign_id, plan_hash) DO NOTHING -- the first approval stands: a second click may not move the expected count
            """,
            new { campaign.CampaignId, campaign.PlanHash, approval.ExpectedCount, approval.TolerancePercent, approval.UserId, at = at.UtcDateTime },
            cancellationToken: cancel)) == 1;
}
