namespace CampaignEngine.Carriers;

/// <summary>What is wrong in a file of which all rows are taken or none: gathered up to a number that a person can mend at once.</summary>
internal sealed class FileProblems(string path)
{
    private const int Most = 50;

    private readonly List<Problem> problems = [];

    public bool Any => problems.Count > 0;

    public bool Full => problems.Count >= Most;

    public void Add(int row, string code, string vi, string en) => problems.Add(new Problem(code, $"{path}, hàng/row {row}", vi, en));

    /// <exception cref="RefusedException">Something is wrong, or there was no row.</exception>
    public void Check(int rows)
    {
        if (rows == 0 && !Any) problems.Add(new Problem("file-empty", path, "Tệp không có hàng dữ liệu nào.", "The file holds no rows."));
        if (Any) throw new RefusedException(problems);
    }
}
