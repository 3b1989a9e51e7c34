using System.Globalization;
using Sylvan.Data.Csv;

namespace CampaignEngine.Reach;

/// <summary>A CSV of province,count,base; an empty province is the nation.</summary>
public static class DenominatorFile
{
    public static IReadOnlyList<Denominator> Read(string path, string goal, int year, string source)
    {
        if (!File.Exists(path)) throw new RefusedException("no-file", path, "Không có tệp này.", "There is no such file.");
        using var csv = CsvDataReader.Create(path, new CsvDataReaderOptions { Schema = CsvSchema.Nullable });
        if (csv.FieldCount < 3 || csv.GetName(0) != "province" || csv.GetName(1) != "count" || csv.GetName(2) != "base")
            throw new RefusedException("denominator-columns", path, "Tệp cần các cột province, count, base.", "The file needs the columns province, count, base.");
        var rows = new List<Denominator>();
        while (csv.Read())
        {
            if (!long.TryParse(csv.GetString(1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
                throw new RefusedException("denominator-count", $"{path} row {csv.RowNumber}", "Cột count phải là số nguyên dương.", "count must be a positive whole number.");
            rows.Add(new Denominator(goal, year, csv.GetString(0), count, csv.GetString(2), source, Invented: false));
        }
        return rows.Count > 0 ? rows : throw new RefusedException("denominator-empty", path, "Tệp không có dòng nào.", "The file has no rows.");
    }
}
