using System.Diagnostics;
using System.Globalization;
using CampaignEngine.Access;
using CampaignEngine.Channels;
using CampaignEngine.Files;
using Dapper;
using Npgsql;

namespace CampaignEngine.Carriers;

/// <param name="Repeated">The very same file stood there for that month; nothing was written.</param>
/// <param name="Amount">VND, without VAT.</param>
public sealed record InvoiceReport(int Rows, long Parts, decimal Amount, bool Repeated);

/// <summary>
/// Takes a carrier's invoice of a month, all rows or none, in our own form (docs/carriers.md): brand name, carrier, class, parts, price of a part,
/// amount. A further file for the month stands in the place of the one before, which is kept.
/// </summary>
public sealed class ImportInvoice(NpgsqlDataSource source, IEnumerable<IChannel> channels, AuditTrail audit, TimeProvider clock)
{
    public const string Kind = "carrier-invoice";

    /// <summary>Of parts × price, which invoices round to a đồng.</summary>
    private const decimal Rounding = 1;

    /// <param name="month">Its first day.</param>
    public async Task<InvoiceReport> ExecuteAsync(Actor actor, string provider, DateOnly month, string path, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        CarrierProvider.Check(channels, provider);
        var watch = Stopwatch.StartNew();
        var file = await FileCheck.RunAsync(path, cancel);
        var lines = Read(file);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var report = new InvoiceReport(lines.Count, lines.Sum(l => l.Parts), lines.Sum(l => l.Amount), await StandsAsync(connection, provider, month, file.Hash, cancel));
        if (report.Repeated) return report;

        var import = await ImportStore.BeginAsync(connection, new ImportRecord(Kind, Path.GetFileName(path), file.Hash, provider, month, actor.UserId, clock.GetUtcNow()), cancel);
        await connection.ExecuteAsync(new("""
            INSERT INTO carrier_invoices (import_id, row_no, provider, month, brand, carrier, class, parts, price, amount)
            SELECT @import, t.* FROM (
                SELECT row_no, @provider, @month, brand, carrier, class, parts, price, amount
                FROM unnest(@rows, @brands, @carriers, @classes, @parts, @prices, @amounts) AS u (row_no, brand, carrier, class, parts, price, amount)) t
            """, new
        {
            import,
            provider,
            month,
            rows = lines.Select(l => l.Row).ToArray(),
            brands = lines.Select(l => l.Brand).ToArray(),
            carriers = lines.Select(l => l.Carrier).ToArray(),
            classes = lines.Select(l => l.Class).ToArray(),
            parts = lines.Select(l => l.Parts).ToArray(),
            prices = lines.Select(l => l.Price).ToArray(),
            amounts = lines.Select(l => l.Amount).ToArray(),
        }, cancellationToken: cancel));
        await ImportStore.FinishAsync(connection, import, watch.Elapsed, report, cancel);
        await audit.WriteAsync(connection, actor, "carrier.import-invoice", Convert.ToHexStringLower(file.Hash), new { provider, month, import, report.Rows, report.Parts, report.Amount }, cancel);
        await transaction.CommitAsync(cancel);
        return report;
    }

    /// <summary>Whether these bytes are the ones that stand for the month.</summary>
    private static Task<bool> StandsAsync(NpgsqlConnection connection, string provider, DateOnly month, byte[] hash, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<bool>(new("""
            SELECT coalesce((SELECT file_hash = @hash FROM imports
                WHERE import_id = (SELECT max(import_id) FROM carrier_invoices WHERE provider = @provider AND month = @month)), false)
            """, new { provider, month, hash }, cancellationToken: cancel));

    private static List<Line> Read(FileCheck file)
    {
        using var table = TableReader.Open(file);
        var header = new HeaderColumns(file.Path, table.Header);
        var (brand, carrier, kind) = (header.Need("brand", "Tên định danh", "Brandname"), header.Need("carrier", "Nhà mạng"), header.Need("class", "Loại tin"));
        var (parts, price, amount) = (header.Need("parts", "Số phần", "Số MT"), header.Need("price", "Đơn giá"), header.Need("amount", "Thành tiền"));
        header.Check();
        var (lines, problems, rows) = (new List<Line>(), new FileProblems(file.Path), 0);
        while (!problems.Full && table.Read())
        {
            rows++;
            void Refuse(string code, string vi, string en) => problems.Add(table.RowNumber, code, vi, en);
            if (table.Text(brand).IsEmpty || table.Text(carrier).IsEmpty)
                Refuse("invoice-carrier", "Thiếu tên định danh hoặc nhà mạng.", "The brand name or the carrier is missing.");
            else if (CarrierWords.Class(table.Text(kind).ToString()) is not { } known)
                Refuse("invoice-class", "Loại tin là CSKH (care) hoặc QC (advertising).", "The class is care (CSKH) or advertising (QC).");
            else if (!long.TryParse(table.Text(parts), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || !IsMoney(table.Text(price), out var each) || !IsMoney(table.Text(amount), out var whole))
                Refuse("invoice-number", "Số phần, đơn giá và thành tiền ghi bằng chữ số, không có dấu ngăn nghìn (ví dụ 1250.5).", "Parts, price and amount are digits without separators of thousands (1250.5).");
            else if (Math.Abs(count * each - whole) > Rounding)
                Refuse("invoice-amount", $"Thành tiền phải là {count * each:0.##} ({count} × {each:0.##}).", $"The amount should be {count * each:0.##} ({count} × {each:0.##}).");
            else
                lines.Add(new Line(table.RowNumber, table.Text(brand).ToString(), table.Text(carrier).ToString(), known, count, each, whole));
        }
        problems.Check(rows);
        return lines;
    }

    private static bool IsMoney(ReadOnlySpan<char> text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && decimal.Round(value, 2) == value;

    private sealed record Line(int Row, string Brand, string Carrier, string Class, long Parts, decimal Price, decimal Amount);
}
