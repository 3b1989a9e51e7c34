namespace CampaignEngine;

/// <summary>The input is refused and nothing was changed. Caught once at each edge: exit status 2, or 422 with problem details.</summary>
public sealed class RefusedException(IReadOnlyList<Problem> problems)
    : Exception(string.Join("; ", problems.Select(p => $"{p.Where}: {p.En}")))
{
    public RefusedException(string code, string where, string vi, string en) : this([new Problem(code, where, vi, en)]) { }

    public IReadOnlyList<Problem> Problems { get; } = problems;
}
