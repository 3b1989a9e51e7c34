namespace CampaignEngine.Recipients;

/// <summary>Which column of the file holds what.</summary>
public sealed class PeopleLayout
{
    private readonly int[] places = [.. Enumerable.Repeat(-1, PeopleColumns.All.Count)];

    private PeopleLayout(int width, IReadOnlyList<string> ignored) => (Width, Ignored) = (width, ignored);

    public int Width { get; }

    /// <summary>Headers that mean nothing here: kept in the rejects file, otherwise not read.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>-1 where the file has no such column.</summary>
    public int this[PeopleColumn column] => places[(int)column];

    public static PeopleLayout Of(string path, IReadOnlyList<string> header)
    {
        var found = header.Select(PeopleColumns.Match).ToList();
        var layout = new PeopleLayout(header.Count, [.. header.Where((h, i) => found[i] is null && h.Trim().Length > 0)]);
        var problems = new List<Problem>();
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i] is not { } column) continue;
            if (layout[column.Column] >= 0)
                problems.Add(new Problem("duplicate-column", $"{path}, '{header[i]}'", $"Hai cột cùng là '{column.Vi}'.", $"Two columns are both '{column.En}'."));
            layout.places[(int)column.Column] = i;
        }
        if (layout[PeopleColumn.FullName] < 0)
            problems.Add(new Problem("missing-column", path, "Thiếu cột 'Họ và tên'.", "The column 'Full name' is missing."));
        return problems.Count == 0 ? layout : throw new RefusedException(problems);
    }
}
