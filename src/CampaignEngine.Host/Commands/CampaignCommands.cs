using System.CommandLine;
using CampaignEngine.Access;
using CampaignEngine.Approvals;
using CampaignEngine.Campaigns;
using CampaignEngine.Dispatch;
using CampaignEngine.Host.Output;
using Hangfire;

namespace CampaignEngine.Host.Commands;

/// <summary>The life of a campaign: these verbs stand at the top level.</summary>
internal static class CampaignCommands
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "A campaign file (docs/campaign.schema.json)" };
    private static readonly Argument<int> Id = new("ID") { Description = "The campaign's number" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Only what failed with this code of the provider" };
    private static readonly Option<bool> Watch = new("--watch") { Description = "Again every two seconds, until nothing more is sent" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static IEnumerable<Command> All() =>
    [
        Create(), Approve(), Launch(), Status(),
        Control("pause", "Sends nothing more until it is resumed; acts within two seconds", (e, actor, run, cancel) => e.Get<PauseRun>().ExecuteAsync(actor, run, cancel)),
        Control("resume", "Goes on after a pause; a stopped run is frozen and checked again", (e, actor, run, cancel) => e.Get<ResumeRun>().ExecuteAsync(actor, run, cancel)),
        Retry(),
        Control("cancel", "Ends the run: what is not sent yet never will be", (e, actor, run, cancel) => e.Get<CancelRun>().ExecuteAsync(actor, run, cancel)),
    ];

    private static Command Create()
    {
        var command = new Command("create", "Reads a campaign file, checks it and pins what it names; an edit is a new campaign") { File, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var campaign = await engine.Get<CreateCampaign>().ExecuteAsync(engine.Actor, await TextAsync(parse.GetValue(File)!, cancel), cancel);
            CampaignOutput.Created(campaign, parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Approve()
    {
        var command = new Command("approve", "Signs a campaign as it stands and the number of people it reaches now; never one's own") { Id, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var (approval, audience) = await engine.Get<ApproveCampaign>().ExecuteAsync(engine.Actor, parse.GetValue(Id), cancel);
            CampaignOutput.Approved(approval, audience, parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Launch()
    {
        var command = new Command("launch", "Records the run of an approved campaign; a worker (campaign serve) carries it out") { Id, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var launch = await engine.Get<LaunchCampaign>().ExecuteAsync(engine.Actor, parse.GetValue(Id), cancel);
            if (!launch.AlreadyLaunched) LaunchJob.Queue(engine.Get<IBackgroundJobClient>(), launch.RunId);
            CampaignOutput.Launched(launch, HangfireRegistration.HasWorker(engine.Services), parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", "Where a campaign stands: audience, messages by state, what adds up to targeted") { Id, Watch, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var (id, watch, json) = (parse.GetValue(Id), parse.GetValue(Watch), parse.GetValue(Json));
            var standing = await engine.Get<CampaignStatus>().ExecuteAsync(id, cancel);
            while (watch && CampaignOutput.GoesOn(standing))
            {
                if (!json) CampaignOutput.Standing(standing, HangfireRegistration.HasWorker(engine.Services), json: false);
                await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancel);
                standing = await engine.Get<CampaignStatus>().ExecuteAsync(id, cancel);
            }
            CampaignOutput.Standing(standing, HangfireRegistration.HasWorker(engine.Services), json);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Control(string verb, string description, Func<EngineSession, Actor, int, CancellationToken, Task> act)
    {
        var command = new Command(verb, description) { Id, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var status = engine.Get<CampaignStatus>();
            var id = parse.GetValue(Id);
            await act(engine, engine.Actor, await status.RunOfAsync(id, cancel), cancel);
            CampaignOutput.Standing(await status.ExecuteAsync(id, cancel), HangfireRegistration.HasWorker(engine.Services), parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Retry()
    {
        var command = new Command("retry", "Sends again what failed from a cause that can pass; never a refusal, never a text that is not accepted") { Id, Reason, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var id = parse.GetValue(Id);
            var runId = await engine.Get<CampaignStatus>().RunOfAsync(id, cancel);
            var retried = await engine.Get<RetryFailed>().ExecuteAsync(engine.Actor, runId, parse.GetValue(Reason), cancel);
            CampaignOutput.Retried(id, runId, retried, parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static async Task<string> TextAsync(FileInfo file, CancellationToken cancel) => file.Exists
        ? await System.IO.File.ReadAllTextAsync(file.FullName, cancel)
        : throw new RefusedException("no-such-file", file.FullName, "Không có tệp này.", "There is no such file.");
}
