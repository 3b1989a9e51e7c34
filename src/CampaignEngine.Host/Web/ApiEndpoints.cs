using CampaignEngine.Approvals;
using CampaignEngine.Calendar;
using CampaignEngine.Campaigns;
using CampaignEngine.Dispatch;
using CampaignEngine.Reach;
using Hangfire;

namespace CampaignEngine.Host.Web;

/// <summary>/api/v1: the same actions as the command line, by bearer token.</summary>
internal static class ApiEndpoints
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1");
        api.MapPost("/campaigns", async (ApiActor user, HttpRequest request, CreateCampaign create, CancellationToken cancel) =>
        {
            using var body = new StreamReader(request.Body);
            var campaign = await create.ExecuteAsync(user.Actor, await body.ReadToEndAsync(cancel), cancel);
            return Results.Json(new { campaign.CampaignId }, statusCode: 201);
        });
        api.MapPost("/campaigns/{id:int}/approve", async (ApiActor user, int id, ApproveCampaign approve, CancellationToken cancel) =>
            (await approve.ExecuteAsync(user.Actor, id, cancel)).Approval);
        api.MapPost("/campaigns/{id:int}/launch", async (ApiActor user, int id, LaunchCampaign campaign, IBackgroundJobClient jobs, CancellationToken cancel) =>
        {
            var launch = await campaign.ExecuteAsync(user.Actor, id, cancel);
            if (!launch.AlreadyLaunched) LaunchJob.Queue(jobs, launch.RunId);
            return launch;
        });

        api.MapGet("/runs", (ApiActor user, RunList runs, CancellationToken cancel) => runs.ExecuteAsync(cancel));
        api.MapGet("/runs/{id:int}", (ApiActor user, int id, RunStatus status, CancellationToken cancel) => status.ExecuteAsync(id, cancel));
        api.MapPost("/runs/{id:int}/pause", (ApiActor user, int id, PauseRun pause, CancellationToken cancel) => pause.ExecuteAsync(user.Actor, id, cancel));
        api.MapPost("/runs/{id:int}/resume", (ApiActor user, int id, ResumeRun resume, CancellationToken cancel) => resume.ExecuteAsync(user.Actor, id, cancel));
        api.MapPost("/runs/{id:int}/cancel", (ApiActor user, int id, CancelRun run, CancellationToken cancel) => run.ExecuteAsync(user.Actor, id, cancel));

        api.MapGet("/reach", (ApiActor user, ReachQuery reach, TimeProvider clock, int? year, string? by, CancellationToken cancel) =>
            reach.ReportAsync(year ?? VietnamTime.Today(clock).Year, DimensionOf(by), cancel));
    }

    /// <summary>As the command line takes it: any case.</summary>
    private static ReachDimension DimensionOf(string? by) =>
        by is null ? ReachDimension.None
        : Enum.TryParse<ReachDimension>(by, ignoreCase: true, out var dimension) && Enum.IsDefined(dimension) ? dimension
        : throw new RefusedException("unknown-dimension", "by", "by là province, group, language hoặc channel.", "by is province, group, language or channel.");
}
