using CampaignEngine.Approvals;
using CampaignEngine.Calendar;
using CampaignEngine.Campaigns;
using CampaignEngine.Channels.Credentials;
using CampaignEngine.Dispatch;
using CampaignEngine.Host.Commands;
using CampaignEngine.Places;
using CampaignEngine.Reach;
using CampaignEngine.Recipients;
using CampaignEngine.Recipients.Generation;
using CampaignEngine.Templates;
using Hangfire;

namespace CampaignEngine.Host.Demo;

/// <summary>The main job step by step, by the same actions as the commands: people in, providers' secrets, templates, goals, campaign, approval, launch.</summary>
internal sealed class DemoStory(EngineSession engine, DemoUsers users, DemoAccounts accounts, DemoOptions options, string folder)
{
    /// <returns>The run.</returns>
    public async Task<int> PlayAsync(CancellationToken cancel)
    {
        await PeopleAsync(cancel);
        await CredentialsAsync(cancel);
        await TemplatesAsync(cancel);
        await GoalAsync(cancel);
        return await CampaignAsync(cancel);
    }

    private async Task PeopleAsync(CancellationToken cancel)
    {
        var file = Path.Combine(folder, "people.csv");
        var rejects = Path.Combine(folder, "rejects.csv");
        GeneratePeople.Execute(options.People, options.Seed, file, cancel);
        var report = await engine.Get<ImportPeople>().ExecuteAsync(
            new PeopleImportRequest(file, VietnamTime.Today(engine.Get<TimeProvider>()), "generated", RejectsPath: rejects), users.Manager, progress: null, cancel);
        DemoOutput.Step($"{report.Inserted:N0} người vào, {report.Rejected:N0} dòng trả lại, {report.Doubtful:N0} cần xem lại", $"{report.Inserted:N0} people in, {report.Rejected:N0} rows returned ({rejects}), {report.Doubtful:N0} to review");
    }

    private async Task CredentialsAsync(CancellationToken cancel)
    {
        foreach (var (provider, name, secret) in accounts.Credentials)
            await engine.Get<SetCredential>().ExecuteAsync(users.Root, provider, name, secret, expiresAt: null, cancel);
        DemoOutput.Step($"khóa của Zalo và Facebook đã nhập và niêm phong", $"secrets of Zalo and Facebook entered and sealed");
    }

    private async Task TemplatesAsync(CancellationToken cancel)
    {
        await engine.Get<ImportTemplates>().ExecuteAsync(users.Manager, HomeFolder.Resolve("templates"), await TemplateCommands.MergeSettingsOf(engine, cancel), cancel);
        foreach (var channel in (string[])["zalo", "sms"])
        {
            var version = await engine.Get<ApproveTemplate>().ExecuteAsync(users.Approver, "may-month", channel, "vi", cancel);
            DemoOutput.Step($"mẫu tin may-month cho {channel} bản {version} đã duyệt", $"template may-month for {channel} version {version} approved by a second person");
        }
    }

    /// <summary>The plan sets no goal for 2026: the demo enters figures of its own and says so wherever they are shown.</summary>
    private async Task GoalAsync(CancellationToken cancel)
    {
        var store = engine.Get<GoalStore>();
        await store.EnterGoalAsync(users.Manager, new Goal("labour_force_voluntary", DemoSettings.Start.Year, 35, "demo", Invented: true), cancel);
        await store.EnterDenominatorsAsync(users.Manager, DemoDenominators.Of(options.People, await engine.Get<ProvinceList>().CodesAsync(cancel)), cancel);
        DemoOutput.Step($"mục tiêu 35 % và mẫu số giả định cho 2026", $"an invented goal of 35 % and invented denominators for 2026");
    }

    private async Task<int> CampaignAsync(CancellationToken cancel)
    {
        var plan = await File.ReadAllTextAsync(HomeFolder.Resolve("docs/samples/campaign.may-2026.channels.json"), cancel);
        var campaign = await engine.Get<CreateCampaign>().ExecuteAsync(users.Manager, plan, cancel);
        var (_, audience) = await engine.Get<ApproveCampaign>().ExecuteAsync(users.Approver, campaign.CampaignId, cancel);
        DemoOutput.Step($"chiến dịch {campaign.CampaignId} đã duyệt: khớp {audience.Matched:N0}, nhận tin {audience.Targeted:N0}", $"campaign {campaign.CampaignId} approved: {audience.Matched:N0} matched, {audience.Targeted:N0} to be written to");
        var launch = await engine.Get<LaunchCampaign>().ExecuteAsync(users.Manager, campaign.CampaignId, cancel);
        LaunchJob.Queue(engine.Get<IBackgroundJobClient>(), launch.RunId);
        await new DemoOfficer(engine).ConfirmAsync(launch.RunId, cancel);
        return launch.RunId;
    }
}
