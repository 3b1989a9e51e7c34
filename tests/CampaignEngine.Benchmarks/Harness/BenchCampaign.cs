using CampaignEngine.Approvals;
using CampaignEngine.Campaigns;
using CampaignEngine.Dispatch;
using CampaignEngine.Host;
using CampaignEngine.Host.Commands;
using CampaignEngine.Host.Demo;
using CampaignEngine.Templates;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>A campaign by the same actions as the commands: templates imported and approved, the sample's plan created, approved, launched.</summary>
internal sealed class BenchCampaign(BenchDatabase database, DemoUsers users)
{
    public static async Task<BenchCampaign> PrepareAsync(BenchDatabase database, DemoUsers users, CancellationToken cancel)
    {
        var engine = new EngineSession(database.Get<IServiceProvider>(), users.Manager);
        await engine.Get<ImportTemplates>().ExecuteAsync(users.Manager, HomeFolder.Resolve("templates"), await TemplateCommands.MergeSettingsOf(engine, cancel), cancel);
        await engine.Get<ApproveTemplate>().ExecuteAsync(users.Approver, "may-month", "sms", "vi", cancel);
        return new BenchCampaign(database, users);
    }

    /// <returns>The run, launched and not begun.</returns>
    public async Task<int> LaunchAsync(CancellationToken cancel)
    {
        var plan = await File.ReadAllTextAsync(HomeFolder.Resolve("docs/samples/campaign.may-2026.json"), cancel);
        var campaign = await database.Get<CreateCampaign>().ExecuteAsync(users.Manager, plan, cancel);
        await database.Get<ApproveCampaign>().ExecuteAsync(users.Approver, campaign.CampaignId, cancel);
        return (await database.Get<LaunchCampaign>().ExecuteAsync(users.Manager, campaign.CampaignId, cancel)).RunId;
    }
}
