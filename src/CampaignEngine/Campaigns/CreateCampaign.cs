using System.Text.Json;
using CampaignEngine.Access;
using CampaignEngine.Links;
using CampaignEngine.Segments;
using Npgsql;

namespace CampaignEngine.Campaigns;

/// <summary>Takes a campaign file in: everything it names is looked up and pinned, or the whole file is refused with all its problems.</summary>
public sealed class CreateCampaign(
    NpgsqlDataSource source, TimeProvider clock, PinSegments pinSegments, PinTemplates pinTemplates, PinAssets pinAssets, AddressRules addresses, RestrictedFields restricted, AuditTrail audit)
{
    public async Task<Campaign> ExecuteAsync(Actor author, string json, CancellationToken cancel)
    {
        author.MustBe(Role.Manager);
        var plan = PlanReader.Read(json);

        var now = clock.GetUtcNow();
        var problems = PlanRules.Check(plan, now).ToList();
        await using var connection = await source.OpenConnectionAsync(cancel);
        var segments = await pinSegments.FindAsync(plan, problems, cancel);
        var templates = await pinTemplates.ExecuteAsync(connection, plan, problems, cancel);
        var assets = await pinAssets.ExecuteAsync(plan, problems, cancel);
        problems.AddRange(plan.Publications.Where(p => p.Link is not null).Select(p => addresses.Fault(p.Link!, p.Channel)).OfType<Problem>());
        if (problems.Count > 0) throw new RefusedException(problems);
        foreach (var segment in segments) await restricted.AllowAsync(author, segment.Rule, "campaign.create", segment.Name, cancel);

        using var file = JsonDocument.Parse(json);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var document = PlanDocument.Write(file.RootElement, [.. segments.Select(PinSegments.Pin)], templates, assets);
        var campaign = await CampaignStore.InsertAsync(connection, document, author, now, cancel);
        await audit.WriteAsync(connection, author, "campaign.create", $"campaign {campaign.CampaignId}",
            new { planHash = Convert.ToHexStringLower(campaign.PlanHash) }, cancel);
        await transaction.CommitAsync(cancel);
        return campaign;
    }
}
