using System.Diagnostics;
using CampaignEngine.Access;
using CampaignEngine.Approvals;
using CampaignEngine.Campaigns;
using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using Npgsql;

namespace CampaignEngine.Tests.Crash;

/// <summary>Workers that die while they freeze and render a campaign, or while they apply its receipts.</summary>
internal static class LaunchScenes
{
    private static readonly BehaviourSettings Reporting = new()
    {
        Seed = 5,
        LatencyMs = 5,
        Failed = 0.02,
        Undelivered = 0.05,
        CallbackDelayMs = 200,
        CallbackJitterMs = 600,
        CallbackRepeated = 0.2,
        CallbackUnordered = 0.2,
    };

    /// <summary>More than one batch of people, each worker alone at its point; then the run is sent and receipts are lost.</summary>
    public static async Task<CrashRow> LaunchAsync(CrashServer server, string stage, IReadOnlyList<string> points, int people)
    {
        var watch = Stopwatch.StartNew();
        await using var installation = await CrashInstallation.StartAsync(server, Reporting with { CallbackLost = 1 });
        await LaunchAsync(installation, people);
        foreach (var point in points) await DieAsync(installation, point);
        var worker = installation.StartWorker();
        await installation.WaitAsync("NOT EXISTS (SELECT FROM runs WHERE state <> 'completed')");
        await CrashInstallation.StopAsync(worker);
        // One audience, and of each person in it one message.
        Assert.Equal(people, await installation.ScalarAsync<int>("SELECT count(DISTINCT recipient_id) FROM audience_members WHERE excluded IS NULL"));
        Assert.Equal((people, people), (await installation.ScalarAsync<int>("SELECT count(*) FROM messages"), await installation.ScalarAsync<int>("SELECT count(DISTINCT recipient_id) FROM messages")));
        return await CrashCount.OfAsync(installation, stage, points.Count, people, watch);
    }

    /// <summary>The web side lives and takes callbacks; every message that was taken ends as the simulator's seed says.</summary>
    public static async Task<CrashRow> ReceiptsAsync(CrashServer server, string stage, IReadOnlyList<string> points, int people)
    {
        var watch = Stopwatch.StartNew();
        await using var installation = await CrashInstallation.StartAsync(server, Reporting);
        var web = installation.Start(["serve", "--no-worker"]);
        await web.SaysAsync("Ctrl-C");
        await LaunchAsync(installation, people);
        foreach (var point in points) await DieAsync(installation, point);
        var worker = installation.StartWorker();
        await installation.SettledAsync(reconciled: true);
        await installation.Simulator.SettledAsync();
        await installation.WaitAsync("NOT EXISTS (SELECT FROM inbox WHERE applied_at IS NULL)");
        await CrashInstallation.StopAsync(worker);
        await CrashInstallation.StopAsync(web);
        foreach (var (run, number, status) in await installation.RowsAsync<(int Run, int No, string Status)>("SELECT run_id, message_no, status::text FROM messages"))
            Assert.Equal($"{installation.Simulator.Behaviour.FateOf(new MessageReference(run, number).ToString(), "").Ending}".ToLowerInvariant(), status);
        return await CrashCount.OfAsync(installation, stage, points.Count, people, watch);
    }

    private static async Task DieAsync(CrashInstallation installation, string point)
    {
        var worker = installation.StartWorker(point);
        await CrashInstallation.DiesAsync(worker);
    }

    private static async Task LaunchAsync(CrashInstallation installation, int people)
    {
        var author = await Actors.AddAsync(installation.Get<IServiceProvider>(), "author", Role.Manager);
        var approver = await Actors.AddAsync(installation.Get<IServiceProvider>(), "approver", Role.Approver);
        await using (var connection = await installation.Get<NpgsqlDataSource>().OpenConnectionAsync())
            await PersonRow.InsertAsync(connection, Enumerable.Range(1, people).Select(id => new PersonRow(id) { Phone = $"+849{id:00000000}", BirthYear = 1980, Groups = ["V1"] }));
        await installation.ExecuteAsync("""
            INSERT INTO template_versions (key, channel, language, version, class, themes, fields, body, body_hash, translator, imported_by, imported_at, approved_by, approved_at)
            VALUES ('may', 'sms', 'vi', 1, 'PolicyInfo', '{1}', '{}', @body, sha256(@body::bytea), 'test', @author, '2026-01-01', @approver, '2026-01-01')
            """, new { body = "Thông tin BHXH tự nguyện: tổng đài 1900 9068.", author = author.UserId, approver = approver.UserId });
        var campaign = await installation.Get<CreateCampaign>().ExecuteAsync(author, PlanJson.Good, default);
        await installation.Get<ApproveCampaign>().ExecuteAsync(approver, campaign.CampaignId, default);
        await installation.Get<LaunchCampaign>().ExecuteAsync(author, campaign.CampaignId, default);
    }
}
