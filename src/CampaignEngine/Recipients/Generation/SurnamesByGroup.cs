namespace CampaignEngine.Recipients.Generation;

/// <summary>Surnames usual in a group, as Vietnamese records spell them; groups that are not here have those of <see cref="NameTable"/>.</summary>
internal static class SurnamesByGroup
{
    private static readonly Dictionary<string, string[]> Groups = new(StringComparer.Ordinal)
    {
        ["02"] = ["Nông", "Hoàng", "Lương", "Ma", "Triệu", "Hứa", "Bế", "Đàm", "Chu"],
        ["03"] = ["Lò", "Cà", "Quàng", "Lường", "Vi", "Tòng", "Hà", "Cầm"],
        ["04"] = ["Trần", "Lâm", "Lý", "Huỳnh", "Trương", "Quách", "Tăng", "Châu"],
        ["05"] = ["Thạch", "Sơn", "Kim", "Danh", "Lâm", "Châu", "Kiên", "Lý"],
        ["06"] = ["Bùi", "Đinh", "Quách", "Hà", "Phùng", "Bạch"],
        ["07"] = ["Nông", "Hoàng", "Lý", "Vi", "Lương", "Long", "Phùng"],
        ["08"] = ["Giàng", "Vàng", "Thào", "Sùng", "Lý", "Hạng", "Mùa", "Vừ", "Lầu"],
        ["09"] = ["Triệu", "Bàn", "Đặng", "Lý", "Phùng", "Tẩn", "Dương"],
        ["13"] = ["Đinh"],
        ["17"] = ["Đàng", "Quảng", "Châu", "Bá", "Báo", "Lưu"],
        ["19"] = ["Đinh", "Phạm"],
        ["23"] = ["Hồ"],
        ["25"] = ["Lù", "Hoàng", "Vàng"],
        ["30"] = ["Hồ"],
        ["31"] = ["Hồ"],
    };

    public static string Pick(string ethnicGroup, PcgRandom random) =>
        Groups.TryGetValue(ethnicGroup, out var own) ? random.Pick(own) : NameTable.Surnames.Pick(random);
}
