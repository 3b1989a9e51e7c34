using System.Text;
using Sylvan.Data.Csv;

namespace CampaignEngine.Files;

internal sealed class CsvTable : TableReader
{
    private const int FirstBuffer = 1 << 16;

    /// <summary>A record longer than this is an opened quote that nobody closed.</summary>
    private const int LongestRecord = 1 << 20;

    private readonly string path;
    private readonly FileStream stream;
    private readonly CsvDataReader csv;

    public CsvTable(FileCheck file)
    {
        path = file.Path;
        stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, FirstBuffer, FileOptions.SequentialScan);
        csv = Refusing(() => CsvDataReader.Create(new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true)), new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = file.Delimiter,
            Comment = '\0', // a row that begins with # is a row
            BufferSize = FirstBuffer,
            MaxBufferSize = LongestRecord,
        }));
        Header = Refusing(csv.Read) ? [.. Enumerable.Range(0, csv.RowFieldCount).Select(Original)] : [];
    }

    public override IReadOnlyList<string> Header { get; }

    public override int RowNumber => csv.RowNumber;

    public override int CellCount => csv.RowFieldCount;

    public override double Progress => stream.Length == 0 ? 1 : (double)stream.Position / stream.Length;

    public override bool Read()
    {
        while (Refusing(csv.Read))
            for (var column = 0; column < csv.RowFieldCount; column++)
                if (!Text(column).IsEmpty) return true;
        return false;
    }

    public override ReadOnlySpan<char> Text(int column) => column < csv.RowFieldCount ? csv.GetFieldSpan(column).Trim() : default;

    public override CellKind Kind(int column) => CellKind.Text;

    public override string Original(int column) => column < csv.RowFieldCount ? csv.GetFieldSpan(column).ToString() : "";

    protected override void Dispose(bool disposing) => csv?.Dispose();

    private T Refusing<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception error) when (error is CsvFormatException or CsvRecordTooLargeException)
        {
            throw new RefusedException("csv-malformed", $"{path}, hàng/row {csv?.RowNumber ?? 1}",
                "Dấu ngoặc kép mở mà không đóng, hoặc đóng giữa ô; hãy lưu lại tệp từ bảng tính.", "A quote is opened and not closed, or closed inside a cell; save the file again from a spreadsheet.");
        }
    }
}
