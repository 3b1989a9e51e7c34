using CampaignEngine.Files;
using CampaignEngine.Recipients;

namespace CampaignEngine.Tests.Recipients;

public sealed class RowFaultTests(ImportBench bench) : IClassFixture<ImportBench>
{
    private const string Person = "Nguyễn Thị Lan,001099000001";

    /// <summary>Header behind name and personal number, the cells there, the code and the column it is found in.</summary>
    public static readonly TheoryData<string, string, string, string> Cases = new()
    {
        { "Giới tính", "nữ,thừa", "cell-count", "" },
        { "Mã số BHXH", "12345", "insurance-number-shape", "insurance_number" },
        { "Mã số BHXH", "01234S6789", "insurance-number-shape", "insurance_number" },
        { "Mã số", "12345678901", "identifier-shape", "identifier" },
        { "Mã số", "001099000002", "identifiers-disagree", "identifier" },
        { "Ngày sinh", "31/02/1990", "date-shape", "birth_date" },
        { "Ngày sinh", "1990-13-01", "date-shape", "birth_date" },
        { "Ngày sinh", "06/05/2026", "date-range", "birth_date" }, // tomorrow
        { "Ngày sinh", "01/01/1899", "date-range", "birth_date" },
        { "Năm sinh", "90", "number-shape", "birth_year" },
        { "Năm sinh", "2027", "date-range", "birth_year" },
        { "Ngày sinh,Năm sinh", "01/02/1990,1991", "birth-disagrees", "birth_year" },
        { "Giới tính", "khác", "unknown-value", "sex" },
        { "Dân tộc", "Atlantis", "unknown-value", "ethnic_group" },
        { "Ngôn ngữ", "Klingon", "unknown-value", "language" },
        { "Nghề nghiệp", "phi hành gia", "unknown-value", "occupation" },
        { "Nhóm đối tượng", "V1 V9", "unknown-value", "groups" },
        { "Diện hỗ trợ", "giàu", "unknown-value", "support_category" },
        { "Tình trạng tham gia", "?", "unknown-value", "scheme_status" },
        { "Phương thức đóng", "5 tháng", "unknown-value", "payment_method" },
        { "Người giữ số", "hàng xóm", "unknown-value", "phone_holder" },
        { "Chủ hộ kinh doanh", "có", "unknown-value", "business_owner" },
        { "Người nước ngoài", "có thể", "not-yes-or-no", "foreign_national" },
        { "Đồng ý SMS", "2", "not-yes-or-no", "consent_sms" },
        { "Đồng ý Zalo", "?", "not-yes-or-no", "consent_zalo" },
        { "Dữ liệu giả", "hơi", "not-yes-or-no", "invented" },
        { "Ngày đồng ý", "hôm qua", "date-shape", "consent_date" },
        { "Ngày mất", "01/01/2030", "date-range", "died_on" },
        { "Ngày cập nhật", "2026/99/01", "date-shape", "updated_on" },
        { "Đóng đến tháng", "13/2025", "month-shape", "paid_through" },
        { "Thu nhập", "-5", "number-shape", "income" },
        { "Thu nhập", "\"1,5\"", "number-shape", "income" },
        { "Thu nhập", "12.34.567", "number-shape", "income" },
        { "Số tháng hỗ trợ", "nhiều", "number-shape", "months_supported" },
        { "Điện thoại", "O912345678", "phone-characters", "phone" },
        { "Điện thoại", "09123456", "phone-length", "phone" },
        { "Điện thoại", "19009068", "phone-short-code", "phone" },
        { "Điện thoại", "02438252345", "phone-not-mobile", "phone" },
        { "Điện thoại", "0992345678", "phone-unassigned", "phone" },
        { "Email", "lan@", "email-shape", "email" },
        { "Điểm thu", new string('x', 201), "text-too-long", "collection_point" },
        { "Mã tỉnh", "03", "province-unknown", "province_code" },
        { "Tỉnh", "Atlantis", "province-unknown", "province" },
        { "Mã tỉnh", "15", "province-ambiguous", "province_code" },
        { "Mã tỉnh,Tỉnh", "01,Cà Mau", "provinces-disagree", "province_code" },
        { "Mã xã", "99999", "commune-unknown", "commune_code" },
        { "Tỉnh,Xã", "Quảng Ngãi,son ha", "commune-ambiguous", "commune" },
        { "Mã tỉnh,Mã xã", "79,00004", "commune-elsewhere", "commune_code" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_wrong_cell_is_found_with_its_column(string header, string cells, string code, string column)
    {
        var row = Assert.Single(await RejectedAsync($"Họ và tên,Số định danh cá nhân,{header}\n{Person},{cells}\n"));
        Assert.Equal((code, column), (row.Codes, PeopleColumns.Match(row.Columns)?.Key ?? ""));
    }

    [Theory]
    [InlineData("Họ tên,CCCD\n,001099000001\n", "name-missing")]
    [InlineData("Họ tên,CCCD\nLan 123,001099000001\n", "name-shape")]
    [InlineData("Họ tên,CCCD\nNguy?n Th? Lan,001099000001\n", "name-shape")]
    [InlineData("Họ tên,CCCD\nLan,00109900000\n", "personal-number-shape")]
    [InlineData("Họ tên,CCCD\nLan,\n", "no-identifier")]
    [InlineData("Họ tên,CCCD,Mã số BHXH\nLan,001099000077,0100000071\nLan,001099000078,0100000071\n", "identifiers-disagree")]
    [InlineData("Họ tên,CCCD\nLan,001099000079\nLan,001099000079\n", "duplicate-row")]
    public async Task A_wrong_row_is_found(string csv, string code)
    {
        var rejected = await RejectedAsync(csv);
        Assert.All(rejected, r => Assert.Equal(code, r.Codes));
        Assert.NotEmpty(rejected);
    }

    [Fact]
    public async Task All_faults_of_a_row_are_found_and_its_cells_given_back_unchanged()
    {
        var row = Assert.Single(await RejectedAsync("Ghi chú;Họ tên;CCCD;SĐT;Giới tính\n\" a; \"\"b\"\"\n\";  Lan1 ;12; 0912 ;nữ\n"));
        Assert.Equal("name-shape\npersonal-number-shape\nphone-short-code", row.Codes);
        Assert.Equal("Họ tên\nCCCD\nSĐT", row.Columns); // as the file itself heads them
        Assert.Equal([" a; \"b\"\n", "  Lan1 ", "12", " 0912 ", "nữ"], row.Cells);
        Assert.Equal("2", row.Number);
        Assert.Equal(3, row.Vi.Split('\n').Length);
        Assert.Equal(3, row.En.Split('\n').Length);
    }

    [Fact]
    public async Task A_number_that_a_spreadsheet_cut_is_restored_only_where_the_column_is_certain()
    {
        var path = bench.Scratch.NextPath(".xlsx");
        MiniExcelLibs.MiniExcel.SaveAs(path, new[]
        {
            Row("An", personal: 1099000101L, phone: 912345678L), // two zeros lost, one lost
            Row("Ba", insurance: 100000102L),
            Row("Ca", either: 79099000103L, personal: null),
            Row("Da", either: 1099000104L), // the shape of an insurance number
            Row("Đê", personal: 99000105L), // more zeros lost than a personal number has
            Row("Ê", either: "0100000106"),
            Row("Gi", personal: "001099000107"),
        });
        var rejects = bench.Scratch.NextPath(".csv");
        var report = await bench.ImportFileAsync(path, ImportBench.Jan, rejects: rejects);
        Assert.Equal((7, 4, 3), (report.Rows, report.Inserted, report.Rejected));
        Assert.Equal(3, report.Faults["lost-zeros"]);
        Assert.Equal(2, report.Counts["zerosRestored"]);
        Assert.Equal("001099000101+84912345678", await bench.OneAsync<string>("SELECT personal_number || phone FROM recipients WHERE full_name = 'An'"));
        Assert.Equal("0100000102", await bench.OneAsync<string>("SELECT insurance_number FROM recipients WHERE full_name = 'Ba'"));

        static Dictionary<string, object?> Row(string name, object? personal = null, object? insurance = null, object? either = null, object? phone = null) =>
            new() { ["Họ và tên"] = name, ["Số định danh cá nhân"] = personal, ["Mã số BHXH"] = insurance, ["Mã số"] = either, ["Số điện thoại"] = phone };
    }

    [Fact]
    public void Every_code_has_a_case_and_words_in_both_languages()
    {
        string[] elsewhere = ["name-missing", "name-shape", "personal-number-shape", "no-identifier", "duplicate-row", "lost-zeros"];
        var tested = Cases.Select(c => c.Data.Item3).Concat(elsewhere).ToHashSet();
        Assert.Equal(RowFaults.Words.Keys.Order(), tested.Order());
        Assert.All(RowFaults.Words.Values, w => Assert.True(w.Vi.EndsWith('.') && w.En.EndsWith('.')));
    }

    private sealed record Rejected(string[] Cells, string Number, string Columns, string Codes, string Vi, string En);

    private async Task<IReadOnlyList<Rejected>> RejectedAsync(string csv)
    {
        var rejects = bench.Scratch.NextPath(".csv");
        var report = await bench.ImportFileAsync(bench.Scratch.Write(".csv", csv), asOf: null, dryRun: true, rejects);
        using var table = TableReader.Open(await FileCheck.RunAsync(rejects, default));
        var rows = new List<Rejected>();
        while (table.Read())
        {
            var cells = Enumerable.Range(0, table.CellCount).Select(table.Original).ToArray();
            rows.Add(new Rejected(cells[5..], cells[0], cells[1], cells[2], cells[3], cells[4]));
        }
        Assert.Equal(report.Rejected, rows.Count);
        return rows;
    }
}
