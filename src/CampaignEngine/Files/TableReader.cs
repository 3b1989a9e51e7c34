namespace CampaignEngine.Files;

/// <summary>Reads a table row by row, never the whole of it. The first row is the header.</summary>
public abstract class TableReader : IDisposable
{
    public abstract IReadOnlyList<string> Header { get; }

    /// <summary>Of the row that was read last, as a spreadsheet shows it: the header is row 1.</summary>
    public abstract int RowNumber { get; }

    /// <summary>Cells the row really has; a CSV row may have more or fewer than the header.</summary>
    public abstract int CellCount { get; }

    /// <summary>How much of the file has been read, 0 to 1; for progress only.</summary>
    public abstract double Progress { get; }

    /// <summary>Opens a CSV or XLSX file. One of another kind, or whose name says another kind than its content, is refused.</summary>
    public static TableReader Open(FileCheck file) => file.Kind switch
    {
        TableKind.Csv => new CsvTable(file),
        _ => new XlsxTable(file.Path),
    };

    /// <summary>Moves to the next row that has a cell with something in it.</summary>
    public abstract bool Read();

    /// <summary>The cell without blanks around it; valid until the next row. Empty beyond the row's end.</summary>
    public abstract ReadOnlySpan<char> Text(int column);

    public abstract CellKind Kind(int column);

    /// <summary>The cell unchanged, for giving a row back to its owner.</summary>
    public abstract string Original(int column);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
