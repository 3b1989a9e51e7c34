using CampaignEngine.Files;

namespace CampaignEngine.Recipients.Generation;

/// <summary>
/// Writes a file of invented people that the import understands. Every row carries the mark by which the engine refuses to send
/// to them outside demo and test. Needs no database.
/// </summary>
public static class GeneratePeople
{
    private static readonly IReadOnlyList<PeopleHeader> Columns = [.. PeopleColumns.All.Where(h =>
        h.Column is not (PeopleColumn.Identifier or PeopleColumn.Province or PeopleColumn.Commune))];

    /// <summary>The same count and seed give the same bytes. The file appears whole or not at all.</summary>
    public static GeneratedFile Execute(long count, long seed, string path, CancellationToken cancel)
    {
        if (count < 1)
            throw new RefusedException("no-people-to-invent", "--count", "Số người phải từ 1 trở lên.", "The count must be 1 or more.");
        var whole = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(whole)) || Directory.Exists(whole))
            throw new RefusedException("no-place-to-write", path, "Không ghi được tệp ở đây: thư mục không có, hoặc tên này là một thư mục.",
                "No file can be written here: the folder does not exist, or the name is a folder.");
        var part = whole + ".part";
        try
        {
            var faulty = Write(count, seed, part, cancel);
            File.Move(part, whole, overwrite: true);
            return new GeneratedFile(path, count, faulty, seed, new FileInfo(whole).Length);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static long Write(long count, long seed, string path, CancellationToken cancel)
    {
        using var writer = new TableWriter(path);
        writer.Write(Columns.Select(h => h.Vi));
        var (cells, faulty) = (new string[Columns.Count], 0L);
        foreach (var row in new InventedPeople(unchecked((ulong)seed)).Rows(count))
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < cells.Length; i++) cells[i] = row[Columns[i].Column];
            writer.Write(cells);
            if (row.Fault != InventedFault.None) faulty++;
        }
        return faulty;
    }
}
