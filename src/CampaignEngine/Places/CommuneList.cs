using CampaignEngine.Files;

namespace CampaignEngine.Places;

/// <summary>A whole list of communes. It is official or it is not: one wrong row refuses the file, with all that is wrong.</summary>
internal static class CommuneList
{
    private const int MostProblems = 50;

    public static IReadOnlyList<CommuneEntry> Read(FileCheck file, IReadOnlySet<string> provinces)
    {
        using var table = TableReader.Open(file);
        var columns = PlaceColumns.Of(file.Path, table.Header);
        var entries = new List<CommuneEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var problems = new List<Problem>();
        while (problems.Count < MostProblems && table.Read())
        {
            var where = $"{file.Path}, hàng/row {table.RowNumber}";
            if (CommuneEntry.Read(table, columns, out var wrong) is not { } entry)
                problems.Add(new Problem("place-cell", $"{where}, {wrong}", $"Ô '{wrong}' trống hoặc sai dạng.", $"The cell '{wrong}' is empty or has the wrong shape."));
            else if (!provinces.Contains(entry.ProvinceCode))
                problems.Add(new Problem("province-unknown", where, $"Không có tỉnh mã {entry.ProvinceCode}.", $"There is no province {entry.ProvinceCode}."));
            else if (!seen.Add(entry.Code))
                problems.Add(new Problem("duplicate-code", where, $"Mã {entry.Code} xuất hiện hai lần.", $"The code {entry.Code} occurs twice."));
            else
                entries.Add(entry);
        }
        if (entries.Count == 0 && problems.Count == 0)
            problems.Add(new Problem("file-empty", file.Path, "Tệp không có xã nào.", "The file holds no commune."));
        return problems.Count == 0 ? entries : throw new RefusedException(problems);
    }
}
