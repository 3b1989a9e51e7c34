using System.Globalization;
using CampaignEngine.Files;

namespace CampaignEngine.Recipients;

/// <summary>
/// The bad rows given back to their owner: the original cells unchanged, and what is wrong in both languages. Written beside its
/// name and put in its place when the import has ended, so that a killed import leaves no half of it.
/// </summary>
internal sealed class RejectsFile : IDisposable
{
    private static readonly string[] Added = ["Hàng / Row", "Cột / Column", "Mã lỗi / Code", "Lỗi", "Fault"];

    private readonly string? path;
    private readonly TableWriter? writer;
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <param name="path">Null: rows are counted only.</param>
    public RejectsFile(string? path, IReadOnlyList<string> header)
    {
        this.path = path;
        if (path is null) return;
        writer = new TableWriter(path + ".part");
        writer.Write([.. Added, .. header]);
    }

    public int Rows { get; private set; }

    /// <summary>Faults by code; a row may have several.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    public void Add(PeopleRow row)
    {
        Rows++;
        foreach (var fault in row.Faults) counts[fault.Code] = counts.GetValueOrDefault(fault.Code) + 1;
        // What is wrong stands first: a row with a cell too many must not shift it.
        writer?.Write(
        [
            row.Number.ToString(CultureInfo.InvariantCulture), Joined(row, f => f.Column is { } column ? row.Header(column) : ""), Joined(row, f => f.Code),
            Joined(row, f => f.Words.Vi), Joined(row, f => f.Words.En), .. row.Originals(),
        ]);
    }

    public void Finish()
    {
        if (writer is null) return;
        writer.Dispose();
        File.Move(path + ".part", path!, overwrite: true);
    }

    public void Dispose()
    {
        writer?.Dispose();
        if (path is not null) File.Delete(path + ".part");
    }

    /// <summary>All faults of a row, one to a line within the cell.</summary>
    private static string Joined(PeopleRow row, Func<RowFault, string> part) => string.Join('\n', row.Faults.Select(part));
}
