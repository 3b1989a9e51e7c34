using System.Collections.Concurrent;

namespace CampaignEngine.Simulator;

/// <summary>Every message taken, by our id: what "nothing lost, nothing doubled" is counted by.</summary>
public sealed class Ledger(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, TakenMessage> byId = new();
    private readonly ConcurrentDictionary<string, TakenMessage> bySid = new();
    private readonly ConcurrentDictionary<string, int> calls = new();
    private readonly ConcurrentDictionary<long, int> perSecond = new();
    private long requests;

    /// <summary>Which call for this id it is, from 1.</summary>
    public int Call(string id)
    {
        Interlocked.Increment(ref requests);
        return calls.AddOrUpdate(id, 1, (_, n) => n + 1);
    }

    public TakenMessage Take(string id, string sid, string to, int parts)
    {
        var now = clock.GetUtcNow();
        perSecond.AddOrUpdate(now.ToUnixTimeSeconds(), parts, (_, n) => n + parts);
        var message = new TakenMessage(id, sid, to, parts, now);
        bySid[sid] = message;
        var first = byId.GetOrAdd(id, message);
        if (first != message) first.TakeAgain();
        return message;
    }

    public TakenMessage? BySid(string sid) => bySid.GetValueOrDefault(sid);

    public IEnumerable<TakenMessage> To(string number) => bySid.Values.Where(m => m.To == number).OrderByDescending(m => m.At);

    public LedgerCount Count() => new(
        Interlocked.Read(ref requests), bySid.Count, byId.Count, bySid.Count - byId.Count, byId.Values.Select(m => m.Times).DefaultIfEmpty().Max(),
        byId.Values.GroupBy(m => m.Status).ToDictionary(g => g.Key, g => g.Count()), perSecond.Values.DefaultIfEmpty().Max());
}

/// <param name="Accepted">Messages taken, doubles included.</param>
/// <param name="Distinct">Different ids of ours among them.</param>
/// <param name="PeakPartsPerSecond">Most parts taken within one second of the clock.</param>
public sealed record LedgerCount(long Requests, int Accepted, int Distinct, int Duplicates, int MostPerId, Dictionary<string, int> ByStatus, int PeakPartsPerSecond);

public sealed record SimulatorStats(LedgerCount Messages, CallbackCount Callbacks);
