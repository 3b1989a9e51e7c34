namespace CampaignEngine.Files;

/// <summary>Finds a table's columns by their headers; accents and case are forgiven. What is needed and not there is gathered, to be told at once.</summary>
public sealed class HeaderColumns(string path, IReadOnlyList<string> header)
{
    private readonly List<string> keys = [.. header.Select(h => TextKey.Of(h))];
    private readonly List<Problem> missing = [];

    /// <param name="spellings">The English name first, then the Vietnamese one that people are told, then others.</param>
    /// <returns>-1 where there is none.</returns>
    public int Find(params string[] spellings) => keys.FindIndex(k => spellings.Any(s => TextKey.Of(s) == k));

    /// <summary>As <see cref="Find"/>; its absence is a fault.</summary>
    public int Need(params string[] spellings)
    {
        var column = Find(spellings);
        if (column < 0) Miss(spellings);
        return column;
    }

    public void Miss(params string[] spellings) => missing.Add(new Problem("missing-column", path,
        $"Thiếu cột '{spellings[1]}' ({spellings[0]}).", $"The column '{spellings[0]}' ({spellings[1]}) is missing."));

    /// <exception cref="RefusedException">A needed column is not there.</exception>
    public void Check()
    {
        if (missing.Count > 0) throw new RefusedException(missing);
    }
}
