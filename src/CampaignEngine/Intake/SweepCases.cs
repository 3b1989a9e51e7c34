using Microsoft.Extensions.Logging;

namespace CampaignEngine.Intake;

/// <summary>Lets time act on cases, and says in the log who is to be told; lists show the same.</summary>
public sealed class SweepCases(CaseStore store, ILogger<SweepCases> log)
{
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var late = await store.SweepAsync(cancel);
        foreach (var one in late)
            log.LogWarning("Case {Case} ({Class}) is {State}: tell {Who}", one.CaseId, one.Class, one.State, one.State == CaseState.Escalated ? one.EscalateTo : one.Owner);
        return late.Count;
    }
}
