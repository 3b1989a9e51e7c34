using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Campaigns;

/// <summary>Campaigns are written once: an edit is a new campaign, so that an approval can never come to mean another text.</summary>
public static class CampaignStore
{
    /// <summary>Refuses a number nobody has given out.</summary>
    public static async Task<Campaign> GetAsync(NpgsqlConnection connection, int campaignId, CancellationToken cancel = default)
    {
        var row = await connection.QuerySingleOrDefaultAsync<(string Title, string Plan, int CreatedBy)?>(new CommandDefinition(
            "SELECT title, plan::text, created_by FROM campaigns WHERE campaign_id = @campaignId", new { campaignId }, cancellationToken: cancel))
            ?? throw new RefusedException("unknown-campaign", $"campaign {campaignId}",
                $"Không có chiến dịch số {campaignId}.", $"There is no campaign {campaignId}.");
        return new Campaign(campaignId, row.Title, PlanDocument.Read(row.Plan), PlanHash.Of(row.Plan), row.CreatedBy);
    }

    internal static async Task<Campaign> InsertAsync(
        NpgsqlConnection connection, string document, Actor author, DateTimeOffset at, CancellationToken cancel)
    {
        // Hashed as the database writes it: jsonb has its own spelling of numbers.
        var stored = (await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            "SELECT @document::jsonb::text", new { document }, cancellationToken: cancel)))!;
        var (pinned, planHash) = (PlanDocument.Read(stored), PlanHash.Of(stored));
        var campaignId = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            """
            INSERT INTO campaigns (title, class, plan, plan_hash, created_by, created_at)
            VALUES (@Title, @Class, @stored::jsonb, @planHash, @UserId, @at)
            RETURNING campaign_id
            """,
            new { pinned.Plan.Title, Class = pinned.Plan.Class.ToString(), stored, planHash, author.UserId, at = at.UtcDateTime }, cancellationToken: cancel));
        return new Campaign(campaignId, pinned.Plan.Title, pinned, planHash, author.UserId);
    }
}
