namespace CampaignEngine.Recipients.Generation;

/// <summary>Vietnamese names: surnames by how common they are, middle and given names by sex.</summary>
internal static class NameTable
{
    public static readonly Weighted<string> Surnames = new(
        ("Nguyễn", 315), ("Trần", 109), ("Lê", 89), ("Phạm", 59), ("Hoàng", 30), ("Huỳnh", 25), ("Vũ", 25), ("Võ", 25), ("Phan", 28),
        ("Trương", 22), ("Bùi", 21), ("Đặng", 19), ("Đỗ", 19), ("Ngô", 17), ("Hồ", 15), ("Dương", 14), ("Đinh", 10), ("Đoàn", 9),
        ("Lâm", 9), ("Mai", 8), ("Trịnh", 8), ("Đào", 7), ("Cao", 6), ("Lý", 6), ("Hà", 5), ("Lưu", 5), ("Lương", 5), ("Thái", 4),
        ("Châu", 4), ("Tạ", 3), ("Phùng", 3), ("Tô", 3), ("Vương", 3), ("Văn", 2), ("Tăng", 2), ("Quách", 2), ("Kiều", 1), ("Khổng", 1));

    public static readonly Weighted<string> MiddleOfMen = new(
        Words("Văn*12 Đức*3 Hữu*3 Quang*2 Minh*3 Thành*2 Quốc*2 Đình*2 Xuân*2 Công*2 Ngọc*2 Duy Tuấn Anh Hoàng Trọng Bá Thế Mạnh Viết Gia"));

    public static readonly Weighted<string> MiddleOfWomen = new(
        Words("Thị*22 Ngọc*4 Thu*2 Thanh*3 Kim*3 Bích*2 Hồng*2 Mỹ*2 Minh Phương Thùy*2 Diệu Như Khánh Tuyết Xuân Cẩm Hoài"));

    public static readonly IReadOnlyList<string> GivenOfMen = ("An Anh Bảo Bình Chiến Chung Cường Dũng Duy Đạt Đông Đức Giang Hà Hải Hậu Hiếu "
        + "Hoà Hoàng Hùng Huy Hưng Khang Khánh Khoa Kiên Lâm Linh Long Lộc Lợi Mạnh Minh Nam Nghĩa Nhân Nhật Phát Phong Phú Phúc Phước "
        + "Quân Quang Quý Sang Sáng Sơn Tài Tâm Tân Thái Thắng Thành Thiện Thịnh Thông Thuận Tiến Tín Toàn Toản Trí Trung Trường Tú Tuấn Tùng Việt Vinh Vũ").Split(' ');

    public static readonly IReadOnlyList<string> GivenOfWomen = ("An Ánh Bé Châu Chi Cúc Diễm Dung Duyên Đào Điệp Giang Hà Hạnh Hằng Hiền Hiếu "
        + "Hoa Hoà Hồng Huệ Huyền Hương Hường Khanh Kiều Lan Lệ Liên Linh Loan Lý Mai May Mận Minh My Nga Ngân Ngọc Nguyệt Nhàn Nhi Nhung Oanh Phượng "
        + "Phương Quyên Quỳnh Sen Sương Tâm Thảo Thanh Thắm Thoa Thơm Thu Thuý Thuỷ Thương Thư Tiên Trang Trâm Trinh Trúc Tuyết Uyên Vân Xuân Yến").Split(' ');

    private static IEnumerable<(string, int)> Words(string words) => words.Split(' ').Select(w => w.Split('*')).Select(w => (w[0], w.Length > 1 ? int.Parse(w[1]) : 1));
}
