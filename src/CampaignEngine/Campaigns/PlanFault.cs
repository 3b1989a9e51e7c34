using System.Text.Json;

namespace CampaignEngine.Campaigns;

/// <summary>What can be wrong with the form of a campaign file.</summary>
internal static class PlanFault
{
    public static Problem NotJson(string detail) => new("not-json", "$",
        $"Tệp không phải là JSON hợp lệ: {detail}", $"The file is not valid JSON: {detail}");

    public static Problem Missing(string where) => new("missing", where,
        "Thiếu giá trị bắt buộc này.", "This value is required and is missing or empty.");

    public static Problem UnknownProperty(string where, IEnumerable<string> known) => new("unknown-property", where,
        $"Không có thuộc tính này. Ở đây chỉ dùng: {string.Join(", ", known)}.", $"There is no such property. Known here: {string.Join(", ", known)}.");

    public static Problem WrongType(string where, JsonValueKind kind) => new("wrong-type", where,
        $"Giá trị sai kiểu, cần {Vietnamese(kind)}.", $"The value has the wrong type: {English(kind)} is needed.");

    public static Problem TooLong(string where, int longest) => new("too-long", where,
        $"Quá dài: tối đa {longest} ký tự.", $"Too long: at most {longest} characters.");

    public static Problem TooMany(string where, int most) => new("too-many", where,
        $"Quá nhiều: tối đa {most}.", $"Too many: at most {most}.");

    public static Problem NotHere(string where, string channel) => new("not-here", where,
        $"Kênh {channel} không dùng thuộc tính này.", $"Channel {channel} does not use this.");

    public static Problem OneOfTwo(string where) => new("one-of-two", where,
        "Chỉ ghi một trong hai: photos hoặc video.", "Give photos or a video, not both.");

    public static Problem OtherLanguages(string where) => new("other-languages", where,
        "Phải có đúng các ngôn ngữ của texts.", "The languages must be those of texts.");

    public static Problem Brackets(string where) => new("brackets", where,
        "Không được có dấu < hoặc >.", "The signs < and > are not accepted.");

    public static Problem NotOneLine(string where) => new("not-one-line", where,
        "Không được có ký tự điều khiển hoặc xuống dòng.", "Line breaks and control characters are not accepted.");

    public static Problem OutOfRange(string where, long smallest, long largest) => new("out-of-range", where,
        $"Cần một số nguyên từ {smallest} đến {largest}.", $"A whole number from {smallest} to {largest} is needed.");

    public static Problem NotOneOf(string where, string given, IEnumerable<string> allowed) => new("not-one-of", where,
        $"Không nhận giá trị '{given}'. Chọn một trong: {string.Join(", ", allowed)}.", $"'{given}' is not accepted. Choose one of: {string.Join(", ", allowed)}.");

    public static Problem Repeated(string where, string name) => new("repeated", where,
        $"'{name}' đã được ghi ở trên.", $"'{name}' was already named above.");

    public static Problem NotAMoment(string where) => new("not-a-moment", where,
        "Cần ngày giờ Việt Nam dạng 2026-05-05T08:00.", "A Vietnam date and time like 2026-05-05T08:00 is needed.");

    public static Problem NotAnHour(string where) => new("not-an-hour", where,
        "Cần giờ trong ngày dạng 08:00.", "An hour of the day like 08:00 is needed.");

    public static Problem NotALanguage(string where, string tag) => new("unknown-language", where,
        $"Không có ngôn ngữ '{tag}'.", $"There is no language '{tag}'.");

    public static Problem NoAssignee(string where, string channel) => new("no-assignee", where,
        $"Kênh {channel} không đăng bằng máy được: cần người thực hiện (assignee) và nơi báo khi trễ (escalateTo).",
        $"Channel {channel} is not published by machine: it needs who does it (assignee) and who is told when it is late (escalateTo).");

    public static Problem OneEnd(string where) => new("one-end", where,
        "Ghi đúng một trong hai: expireAfterHours hoặc doNotSendAfter.", "Give exactly one of expireAfterHours and doNotSendAfter.");

    public static Problem OutsideLegalHours(string where) => new("outside-legal-hours", where,
        "Giờ gửi phải nằm trong khoảng 07:00–22:00 (Nghị định 91/2020/NĐ-CP) và giờ đầu phải trước giờ cuối.",
        "The hours must lie within 07:00–22:00 (Decree 91/2020/NĐ-CP), the first before the last.");

    private static string Vietnamese(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "một chuỗi ký tự",
        JsonValueKind.Number => "một số nguyên",
        JsonValueKind.Array => "một danh sách [ ]",
        _ => "một đối tượng { }",
    };

    private static string English(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a whole number",
        JsonValueKind.Array => "a list [ ]",
        _ => "an object { }",
    };
}
