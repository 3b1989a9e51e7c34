namespace CampaignEngine.Recipients;

/// <summary>rows = inserted + updated + unchanged + older + doubtful + rejected.</summary>
/// <param name="Older">Known people of whom a newer state is stored.</param>
/// <param name="Doubtful">Kept aside: the numbers match nobody, phone and name match somebody.</param>
/// <param name="DoubtfulNew">Of these, not kept aside before.</param>
/// <param name="Faults">Faults by code; a row may have several.</param>
/// <param name="Counts">Beside the rows: phonesConverted, phonesForeign, zerosRestored, communesLeftOut, and what other rooms took.</param>
/// <param name="IgnoredColumns">Headers that mean nothing here.</param>
/// <param name="FirstTakenAt">When the same bytes were taken in before (UTC); null when they never were.</param>
public sealed record PeopleImportReport(
    string File, string FileHash, string Source, DateOnly AsOf, bool DryRun, int Rows, int Inserted, int Updated, int Unchanged, int Older, int Doubtful,
    int DoubtfulNew, int Rejected, IReadOnlyDictionary<string, int> Faults, IReadOnlyDictionary<string, int> Counts,
    IReadOnlyList<string> IgnoredColumns, DateTime? FirstTakenAt, string? RejectsFile)
{
    public long DurationMs { get; init; }

    public bool NothingChanged { get; init; }
}
