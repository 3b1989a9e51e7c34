using System.Globalization;
using System.Net;
using CampaignEngine.Calendar;
using CampaignEngine.Campaigns;
using CampaignEngine.Channels;
using CampaignEngine.Host.Webhooks;
using CampaignEngine.Media;
using CampaignEngine.Publications;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Host.Public;

/// <summary>/nhiem-vu/{task}/{secret}: a commune officer without an account sees what to publish, and says that it is done.</summary>
internal static class TaskPage
{
    private const int MaxBodyBytes = 8 * 1024;
    private const string MomentForm = "yyyy-MM-dd'T'HH:mm";

    public static void MapTaskPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(TaskLink.Path("{id:int}", "{secret}"), ShowAsync).ExcludeFromDescription();
        routes.MapGet(TaskLink.Path("{id:int}", "{secret}") + "/tep/{assetId:int}", FileAsync).ExcludeFromDescription();
        routes.MapPost(TaskLink.Path("{id:int}", "{secret}"), ConfirmAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, int id, string secret, TaskLink links, TimeProvider clock, CancellationToken cancel) =>
        await links.FindAsync(id, secret, cancel) is { } task
            ? await PageAsync(http, StatusCodes.Status200OK, task, VietnamTime.Of(clock.GetUtcNow()).ToString(MomentForm, CultureInfo.InvariantCulture), "", "", cancel)
            : Lost(http);

    private static async Task<IResult> ConfirmAsync(HttpContext http, int id, string secret, TaskLink links, ConfirmTask confirm, CancellationToken cancel)
    {
        if (await links.FindAsync(id, secret, cancel) is not { } task) return Lost(http);
        if (await WebhookBody.ReadAsync(http.Request, MaxBodyBytes, cancel) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var form = FormBody.Parse(body);
        var (time, where) = (form["at"] ?? "", form["where"] ?? "");
        if (!DateTime.TryParseExact(time, MomentForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return await PageAsync(http, StatusCodes.Status400BadRequest, task, time, where, "Thời điểm chưa đúng dạng. / The moment is not in the right form.", cancel);
        try
        {
            var at = VietnamTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)).ToUniversalTime();
            return await confirm.ByLinkAsync(id, secret, new TaskProof(at, where), cancel) ? Thanks(http) : Lost(http);
        }
        catch (RefusedException refused)
        {
            return await PageAsync(http, StatusCodes.Status400BadRequest, task, time, where, $"{refused.Problems[0].Vi} / {refused.Problems[0].En}", cancel);
        }
    }

    private static async Task<IResult> PageAsync(HttpContext http, int status, AssistedTask task, string time, string where, string fault, CancellationToken cancel)
    {
        var files = await http.RequestServices.GetRequiredService<AssetStore>().FindAsync(task.Assets, cancel);
        var (vi, en) = task.IsBroadcast ? ("Nơi phát", "Where it was broadcast") : ("Địa chỉ bài đăng (https://…)", "Address of the post (https://…)");
        return PublicPage.Answer(http.Response, status, "Nhiệm vụ truyền thông / Communication task", $"""
            <h1>{Name(task.Channel)} <br><small>{Encode(task.Assignee)}</small></h1>
            {(fault.Length > 0 ? $"<p class=\"answer no\" role=alert>{Encode(fault)}</p>" : "")}
            <p>Hạn <span lang=en>Due</span>: <strong>{VietnamTime.Of(new DateTimeOffset(task.DueAt, TimeSpan.Zero)):HH:mm dd/MM/yyyy}</strong></p>
            <blockquote lang={Encode(task.Language)}>{Encode(task.Body)}</blockquote>{Spoken(http, task)}{(task.Link is null ? "" : $"<p>{Encode(task.Link)}</p>")}{Files(http, files)}
            <form method=post><p><label for=at>Lúc đăng hoặc phát <span lang=en>When it was done</span></label><br><input id=at name=at type=datetime-local value="{Encode(time)}" required></p>
            <p><label for=where>{vi} <span lang=en>{en}</span></label><br><input id=where name=where value="{Encode(where)}" maxlength=2000 required style="width:100%;font:inherit;box-sizing:border-box"></p>
            <p><button>Xác nhận đã làm <span lang=en>Confirm</span></button></p></form>
            """);
    }

    private static string Name(string channel) => channel switch
    {
        PlanPublications.Loudspeaker => "Loa truyền thanh <span lang=en>Loudspeaker</span>",
        PlanPublications.Portal => "Cổng thông tin <span lang=en>Portal</span>",
        _ => Encode(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(channel)),
    };

    /// <summary>The bulletin as it is read out, for whoever stands at the microphone.</summary>
    private static string Spoken(HttpContext http, AssistedTask task)
    {
        if (!task.IsBroadcast) return "";
        var bulletin = Bulletin.Of(task, http.RequestServices.GetRequiredService<IOptions<PublicationOptions>>().Value.SyllablesPerMinute);
        return bulletin.Length is not { } length ? "" : $"""
            <details><summary>Bản đọc, {length:m\:ss} một lượt <span lang=en>As read aloud</span></summary><blockquote lang={Encode(task.Language)}>{Encode(bulletin.Text)}</blockquote></details>
            """;
    }

    private static string Files(HttpContext http, IReadOnlyList<Asset> files) => files.Count == 0 ? "" : $"""
        <p>Tệp đăng kèm <span lang=en>Files</span></p><ul>{string.Concat(files.Select(f => $"<li><a href=\"{Encode($"{http.Request.Path}/tep/{f.AssetId}")}\" download>{Encode(f.FileName)}</a> ({f.Size / 1024 + 1} KB): {Encode(f.Description)}</li>"))}</ul>
        """;

    /// <summary>One of the task's own files, piece by piece.</summary>
    private static async Task<IResult> FileAsync(HttpContext http, int id, string secret, int assetId, TaskLink links, AssetStore assets, CancellationToken cancel)
    {
        if (await links.FindAsync(id, secret, cancel) is not { } task || !task.Assets.Contains(assetId)
            || await assets.FindAsync([assetId], cancel) is not [{ WithdrawnAt: null } file]) return Lost(http);
        http.Response.Headers.ContentLength = file.Size;
        return Results.Stream(to => assets.CopyToAsync(file, to, http.RequestAborted), file.MediaType, file.FileName);
    }

    private static IResult Thanks(HttpContext http) => PublicPage.Answer(http.Response, StatusCodes.Status200OK, "Đã ghi nhận / Confirmed",
        "<h1>Đã ghi nhận, xin cảm ơn <br><small lang=en>Confirmed, thank you</small></h1>");

    private static IResult Lost(HttpContext http) => PublicPage.Answer(http.Response, StatusCodes.Status404NotFound, "Không có nhiệm vụ này / No such task", """
        <h1>Liên kết không còn dùng được <br><small lang=en>This link is good no more</small></h1>
        <p>Nhiệm vụ đã được xác nhận, đã hết hạn, hoặc có liên kết mới hơn. <span lang=en>The task is confirmed or over, or there is a newer link.</span></p>
        """);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
