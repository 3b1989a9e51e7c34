namespace CampaignEngine.Recipients;

/// <summary>One import under way, for the steps that other rooms add to it.</summary>
/// <param name="At">UTC.</param>
public sealed record PeopleImport(long ImportId, string Source, DateTime At)
{
    /// <summary>The checked rows of the file, with its consent columns; stands until the transaction ends.</summary>
    public const string Staged = "staged_people";

    /// <summary>(row_number, recipient_id, pseudonym) of every row that was taken in or was there already; made before the steps run.</summary>
    public const string Taken = "taken_people";

    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>What the steps did, for the report.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    public void Count(string what, int number) => counts[what] = counts.GetValueOrDefault(what) + number;
}
