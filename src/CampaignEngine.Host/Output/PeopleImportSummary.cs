using CampaignEngine.Recipients;

namespace CampaignEngine.Host.Output;

internal static class PeopleImportSummary
{
    private static readonly (string Count, string Words)[] Remarks =
    [
        ("phonesConverted", "số 11 chữ số đã chuyển / 11-digit numbers converted"),
        ("phonesForeign", "số nước ngoài: giữ lại, không gửi SMS / foreign numbers: kept, not sent SMS"),
        ("zerosRestored", "mã số được bù số 0 ở đầu / leading zeros put back"),
        ("communesLeftOut", "xã trước 7/2025 để trống / communes of before July 2025 left open"),
        ("consentsRecorded", "ý kiến đồng ý hoặc từ chối mới / new consents or withdrawals"),
    ];

    public static void Print(PeopleImportReport report)
    {
        if (report.FirstTakenAt is { } taken)
            Console.WriteLine($"Tệp này đã được nhập ngày {taken:yyyy-MM-dd HH:mm} (UTC). / This file was taken in before.");
        if (report.DryRun) Console.WriteLine("Chạy thử: không thay đổi gì. / Dry run: nothing is changed.");
        else if (report.NothingChanged) Console.WriteLine("Không có gì thay đổi. / Nothing changed.");
        Console.WriteLine($"{report.Rows:N0} hàng/rows: mới/inserted {report.Inserted:N0}, cập nhật/updated {report.Updated:N0}, giữ nguyên/unchanged {report.Unchanged:N0}, "
            + $"cũ hơn/older {report.Older:N0}, chờ xem xét/doubtful {report.Doubtful:N0}, bị trả lại/rejected {report.Rejected:N0} ({report.DurationMs / 1000.0:N1} s)");
        foreach (var (count, words) in Remarks)
            if (report.Counts.GetValueOrDefault(count) is var number and > 0) Console.WriteLine($"  {number,9:N0}  {words}");
        foreach (var (code, number) in report.Faults.OrderByDescending(f => f.Value))
            Console.WriteLine($"  {number,9:N0}  [{code}] {RowFaults.Words[code].Vi} / {RowFaults.Words[code].En}");
        if (report.IgnoredColumns.Count > 0)
            Console.WriteLine($"  Cột không dùng / columns not used: {string.Join(", ", report.IgnoredColumns)}");
        if (report.Rejected > 0)
            Console.WriteLine(report.RejectsFile is { } file ? $"  Hàng lỗi / bad rows: {file}" : "  Thêm --rejects TỆP để nhận lại các hàng lỗi. / Add --rejects FILE to get the bad rows back.");
    }
}
