using System.Text;
using CampaignEngine.Files;

namespace CampaignEngine.Recipients;

/// <summary>The row in hand, by the meaning of its columns, and the faults found in it.</summary>
internal sealed class PeopleRow(TableReader table, PeopleLayout layout)
{
    private const int LongestText = 200;

    public List<RowFault> Faults { get; } = [];

    public int Number => table.RowNumber;

    public int CellCount => table.CellCount;

    public int Width => layout.Width;

    /// <summary>Empty where the file has no such column.</summary>
    public ReadOnlySpan<char> this[PeopleColumn column] => layout[column] is var place and >= 0 ? table.Text(place) : default;

    public CellKind Kind(PeopleColumn column) => table.Kind(layout[column]);

    /// <summary>As the file itself heads the column; its key where the file has none.</summary>
    public string Header(PeopleColumn column) => layout[column] is var place and >= 0 ? table.Header[place] : PeopleColumns.Of(column).Key;

    public IEnumerable<string> Originals() => Enumerable.Range(0, Math.Max(Width, CellCount)).Select(table.Original);

    public void Fault(string code, PeopleColumn? column) => Faults.Add(new RowFault(code, column));

    /// <summary>Free text in NFC; null where empty.</summary>
    public string? FreeText(PeopleColumn column)
    {
        var cell = this[column];
        if (cell.IsEmpty) return null;
        if (cell.Length > LongestText)
        {
            Fault("text-too-long", column);
            return null;
        }
        var text = cell.ToString();
        return Ascii.IsValid(cell) || text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
    }
}
