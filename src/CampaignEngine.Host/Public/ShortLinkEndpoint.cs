using CampaignEngine.Links;
using CampaignEngine.Storage;
using CampaignEngine.Templates;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Host.Public;

/// <summary>
/// GET /{code}: to the address the link was made with, and nowhere else. Nothing of the request enters the answer, and nothing of the
/// visitor is kept: of the browser's name one bit is read, whether it is a program's.
/// </summary>
internal static class ShortLinkEndpoint
{
    private static readonly string[] Purposes = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"];

    public static void MapShortLinks(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/{code}", [HttpMethods.Get, HttpMethods.Head], AnswerAsync).ExcludeFromDescription();

    private static async Task<IResult> AnswerAsync(HttpContext http, string code, FindLink find, LinkClicks clicks, IOptions<TemplateOptions> agency, ILoggerFactory logs, CancellationToken cancel)
    {
        if (await find.ExecuteAsync(code, cancel) is not { } link)
            return Lost(http, StatusCodes.Status404NotFound, agency.Value, "Không có liên kết này", "There is no such link",
                "Hãy xem lại từng chữ trong tin nhắn.", "Please compare it with the message letter by letter.");
        if (link.Target is null)
            return Lost(http, StatusCodes.Status410Gone, agency.Value, "Liên kết này đã kết thúc", "This link is over",
                "Đợt truyền thông dùng liên kết này đã xong.", "The campaign it belonged to has ended.");
        await CountAsync(http, link, clicks, logs);
        PublicPage.Guard(http.Response);
        http.Response.Headers.Location = link.Target;
        return Results.StatusCode(StatusCodes.Status302Found);
    }

    /// <summary>A click that cannot be counted is still a person on the way: they are led on.</summary>
    private static async Task CountAsync(HttpContext http, FoundLink link, LinkClicks clicks, ILoggerFactory logs)
    {
        try
        {
            await clicks.CountAsync(link, IsPreview(http.Request));
        }
        catch (Exception away) when (DatabaseOutage.Is(away))
        {
            logs.CreateLogger(typeof(ShortLinkEndpoint)).LogWarning(away, "Clicks could not be written; they go out with the next");
        }
    }

    private static bool IsPreview(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) || PreviewFetchers.Is(request.Headers.UserAgent) || Purposes.Any(name => PreviewFetchers.IsPrefetch(request.Headers[name]));

    private static IResult Lost(HttpContext http, int status, TemplateOptions agency, string vi, string en, string adviceVi, string adviceEn) =>
        PublicPage.Answer(http.Response, status, $"{vi} / {en}", $"""
            <h1>{vi} <br><small lang=en>{en}</small></h1>
            <p>{adviceVi} <span lang=en>{adviceEn}</span></p>
            <p>Hỏi tổng đài <span lang=en>Call</span> <strong>{System.Net.WebUtility.HtmlEncode(agency.Hotline)}</strong>.
            BHXH không yêu cầu cung cấp OTP, mật khẩu. <span lang=en>The agency never asks for an OTP or a password.</span></p>
            """);
}
