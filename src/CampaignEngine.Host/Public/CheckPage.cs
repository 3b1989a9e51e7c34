using System.Net;
using System.Text;
using CampaignEngine.Authenticity;
using CampaignEngine.Channels;
using CampaignEngine.Host.Webhooks;
using CampaignEngine.Templates;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Host.Public;

/// <summary>/kiem-tra and /check: anybody learns whether a text is one of the agency's current messages. What is put in is compared and kept nowhere.</summary>
internal static class CheckPage
{
    /// <summary>No message of ours is longer once it is encoded.</summary>
    private const int MaxBodyBytes = 48 * 1024;

    private const string Unknown = """
        Tin Zalo gửi theo mẫu đăng ký với Zalo, không so được ở đây: chỉ tin tài khoản của BHXH có dấu xác thực.
        <span lang=en>Messages on Zalo use templates kept there and cannot be compared here: trust the agency’s verified account only.</span>
        """;

    private const string Name = """
        Tên người gửi phải đúng như trên, và số máy không phải là tên.
        <span lang=en>The sender’s name must be the one above; a telephone number is no name.</span>
        """;

    private const string Copied = """
        Đây là bài BHXH đã đăng; ai cũng chép lại được, nên chỉ tin bản trên trang của BHXH.
        <span lang=en>This was published by the agency; anybody can copy it, so trust only what stands on the agency’s own page.</span>
        """;

    public static void MapCheckPage(this IEndpointRouteBuilder routes)
    {
        foreach (var path in (string[])["/kiem-tra", "/check"])
        {
            routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], ShowAsync).ExcludeFromDescription();
            routes.MapPost(path, CheckAsync).ExcludeFromDescription();
        }
    }

    private static async Task<IResult> ShowAsync(HttpContext http, CurrentTexts texts, IOptions<TemplateOptions> agency, CancellationToken cancel) =>
        Page(http, StatusCodes.Status200OK, "", "", await texts.ListAsync(cancel), agency.Value);

    private static async Task<IResult> CheckAsync(HttpContext http, CheckText check, CurrentTexts texts, IOptions<TemplateOptions> agency, CancellationToken cancel)
    {
        var body = await WebhookBody.ReadAsync(http.Request, MaxBodyBytes, cancel);
        var given = body is null ? "" : FormBody.Parse(body)["text"]?.Trim() ?? "";
        var status = body is null ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status200OK;
        var current = await texts.ListAsync(cancel);
        var answer = given.Length == 0 && body is not null ? "" : Answer(await check.ExecuteAsync(given, cancel), current, agency.Value);
        return Page(http, status, answer, given, current, agency.Value);
    }

    private static string Answer(CurrentText? found, IReadOnlyList<CurrentText> current, TemplateOptions agency) => found is null
        ? $"""
            <div class="answer no" role=status><h2>✗ Không phải tin hiện hành của BHXH <br><small lang=en>Not a current message of the agency</small></h2>
            <p>Đừng bấm vào liên kết, đừng gọi số trong tin, đừng cho biết OTP hay mật khẩu. Hỏi tổng đài <strong>{Encode(agency.Hotline)}</strong>.</p>
            <p lang=en>Follow no link of it, call none of its numbers, give no OTP or password. Ask <strong>{Encode(agency.Hotline)}</strong>.</p>
            {(current.Any(text => text.Shape is null) ? $"<p>{Unknown}</p>" : "")}</div>
            """
        : $"""
            <div class="answer yes" role=status><h2>✓ Đúng nội dung tin của BHXH <br><small lang=en>The words of a message of the agency</small></h2>
            <p>{Origin(found)}</p>
            <p>{(found.Stands is null ? Name : Copied)} BHXH không yêu cầu cung cấp OTP, mật khẩu.
            <span lang=en>The agency never asks for an OTP or a password.</span></p></div>
            """;

    private static IResult Page(HttpContext http, int status, string answer, string given, IReadOnlyList<CurrentText> texts, TemplateOptions agency)
    {
        var list = new StringBuilder();
        foreach (var text in texts)
            list.Append("<li>").Append(Origin(text)).Append(text.Shape is { } shape ? $"<blockquote lang={Encode(text.Language)}>{Encode(shape.Shown)}</blockquote>" : $"<p>{Unknown}</p>");
        return PublicPage.Answer(http.Response, status, "Tin này có phải của BHXH? / Is this message from the agency?", $"""
            <h1>Tin này có phải của BHXH? <br><small lang=en>Is this message from the agency?</small></h1>
            <form method=post><p><label for=text>Dán nguyên văn tin nhắn đã nhận. <span lang=en>Paste the whole message you received.</span></label></p>
            <textarea id=text name=text maxlength={CheckText.Longest} required>{Encode(given)}</textarea><p><button>Kiểm tra <span lang=en>Check</span></button></p></form>
            {answer}<p>Nội dung dán vào không được lưu lại. <span lang=en>What you paste is not kept.</span>
            Tổng đài <span lang=en>Hotline</span>: <strong>{Encode(agency.Hotline)}</strong>.</p>
            <h2>Các tin đang gửi <small lang=en>Current messages</small></h2>
            <p>[…] là phần riêng của từng người, như họ tên, ngày, số tiền. <span lang=en>[…] differs from person to person: a name, a date, an amount.</span></p><ul>{list}</ul>
            """);
    }

    private static string Origin(CurrentText text) => text.Stands is { } stands
        ? $"<strong>{Encode(text.Channel.ToUpperInvariant())}</strong>{(stands.Length == 0 ? "" : $": <strong>{Encode(stands)}</strong>")}" :
        $"<strong>{Encode(text.Channel.ToUpperInvariant())}</strong>, người gửi <span lang=en>sender</span>: <strong>{(text.Senders.Count == 0 ? "tên do nhà cung cấp chọn / a name the provider chooses" : Encode(string.Join(", ", text.Senders)))}</strong>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
