namespace CampaignEngine.Links;

/// <summary>Why an address is refused; one line a rule.</summary>
internal static class AddressProblems
{
    public static Problem Characters(string where) => new("link-characters", Short(where),
        "Địa chỉ không quá 2.000 ký tự, không có khoảng trắng, dấu \\ hay ngoặc: mã hóa chúng (%20).",
        "An address has at most 2,000 characters and no spaces, backslashes or braces: encode them (%20).");

    public static Problem Scheme(string where) => new("link-scheme", Short(where), "Địa chỉ phải bắt đầu bằng https://.", "An address begins with https://.");

    public static Problem UserInfo(string where) => new("link-userinfo", Short(where),
        "Không ghi tên hay mật khẩu (@) trước tên miền: kẻ lừa đảo giấu tên miền thật bằng cách này.",
        "No name or password (@) before the host: that is how scams hide the real one.");

    public static Problem Port(string where) => new("link-port", Short(where), "Không ghi cổng (:…) sau tên miền.", "No port (:…) behind the host.");

    public static Problem LookAlike(string where) => new("link-look-alike", Short(where),
        "Tên miền chỉ dùng chữ cái không dấu, không dùng xn--: có thể giả dạng tên miền khác.",
        "A host has plain letters only and no xn--: it could be made to look like another.");

    public static Problem Host(string where) => new("link-host-form", Short(where),
        "Không đọc được tên miền; ghi dạng www.example.gov.vn, không dùng địa chỉ IP.", "The host cannot be read; write it like www.example.gov.vn, no IP address.");

    public static Problem NotAllowed(string where, string host, HostList allowed) => new("link-host", Short(where),
        $"Tên miền {host} không có trong Links:AllowedHosts ({allowed}).", $"The host {host} is not in Links:AllowedHosts ({allowed}).");

    public static Problem NotInSms(string where, string host, HostList sms) => new("link-sms-host", Short(where),
        $"Tin SMS chỉ dẫn tới tên miền của cơ quan (Links:SmsHosts: {sms}), không tới {host}.",
        $"A text message leads only to the agency's own hosts (Links:SmsHosts: {sms}), not to {host}.");

    private static string Short(string address) => address.Length <= 120 ? address : address[..120] + "…";
}
