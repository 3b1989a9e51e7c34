using System.Globalization;
using System.Xml;
using MiniExcelLibs;

namespace CampaignEngine.Files;

/// <summary>The first sheet of a workbook, streamed. Cells keep their kind: what a spreadsheet holds as a number has lost its leading zeros.</summary>
internal sealed class XlsxTable : TableReader
{
    private readonly string path;
    private readonly FileStream stream;
    private readonly IEnumerator<object> rows;
    private object?[] cells = [];
    private int rowNumber;

    public XlsxTable(string path)
    {
        this.path = path;
        stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        rows = Refusing(() => stream.Query(useHeaderRow: false).GetEnumerator());
        Header = Next() ? [.. Enumerable.Range(0, cells.Length).Select(Original)] : [];
    }

    public override IReadOnlyList<string> Header { get; }

    public override int RowNumber => rowNumber;

    public override int CellCount => Math.Max(cells.Length, Header.Count);

    /// <summary>The archive's position: the sheet is most of it.</summary>
    public override double Progress => (double)stream.Position / stream.Length;

    public override bool Read()
    {
        while (Next())
            for (var column = 0; column < cells.Length; column++)
                if (!Text(column).IsEmpty) return true;
        return false;
    }

    public override ReadOnlySpan<char> Text(int column) => Original(column).AsSpan().Trim();

    public override CellKind Kind(int column) => column >= cells.Length ? CellKind.Text : cells[column] switch
    {
        double or int or long or decimal => CellKind.Number,
        DateTime => CellKind.Date,
        _ => CellKind.Text,
    };

    public override string Original(int column) => column >= cells.Length ? "" : cells[column] switch
    {
        null => "",
        double number => number.ToString(number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? "F0" : "R", CultureInfo.InvariantCulture),
        DateTime date => date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    protected override void Dispose(bool disposing)
    {
        rows?.Dispose();
        stream.Dispose();
    }

    private bool Next()
    {
        if (!Refusing(rows.MoveNext)) return false;
        rowNumber++;
        var row = (IDictionary<string, object?>)rows.Current;
        if (cells.Length != row.Count) cells = new object?[row.Count];
        row.Values.CopyTo(cells, 0);
        return true;
    }

    private T Refusing<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception error) when (error is InvalidDataException or XmlException or NullReferenceException or KeyNotFoundException or FormatException)
        {
            stream.Dispose();
            throw new RefusedException("xlsx-malformed", $"{path}, hàng/row {rowNumber + 1}",
                "Không đọc được tệp Excel; hãy mở bằng bảng tính và lưu lại thành .xlsx.", "The Excel file cannot be read; open it in a spreadsheet and save it again as .xlsx.");
        }
    }
}
