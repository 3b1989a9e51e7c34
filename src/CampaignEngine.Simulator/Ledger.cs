using System.Globalization;

namespace CampaignEngine.Simulator;

/// <summary>Every message taken, by our id: what "nothing lost, nothing doubled" is counted by.</summary>
public sealed class Ledger(TimeProvider clock, RateMeter rate)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Tally> ids = [];
    private readonly List<TakenMessage> taken = [];
    private readonly int[] endings = new int[3];
    private readonly Dictionary<string, int> providers = [];
    private long requests;
    private int distinct, most;
    private long first, last;

    /// <summary>Which call for this id it is, from 1.</summary>
    public int Call(string id)
    {
        lock (gate)
        {
            requests++;
            var tally = ids.GetValueOrDefault(id);
            ids[id] = tally with { Calls = tally.Calls + 1 };
            return tally.Calls + 1;
        }
    }

    /// <param name="to">E.164.</param>
    public TakenMessage Take(string id, string to, Ending ending, int parts, string provider = "twilio")
    {
        var (number, at) = (long.Parse(to.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture), clock.GetUtcNow().ToUnixTimeSeconds());
        lock (gate)
        {
            var tally = ids.GetValueOrDefault(id);
            tally = tally with { Taken = tally.Taken + 1 };
            ids[id] = tally;
            if (tally.Taken == 1) distinct++;
            most = Math.Max(most, tally.Taken);
            endings[(int)ending]++;
            providers[provider] = providers.GetValueOrDefault(provider) + 1;
            rate.Count(parts);
            last = clock.GetTimestamp();
            if (taken.Count == 0) first = last;
            var message = new TakenMessage(taken.Count, id, number, at, ending, (byte)parts, Provider: provider);
            taken.Add(message);
            return message;
        }
    }

    public void SetState(int ordinal, MessageState state)
    {
        // Cleared in between: the message is nobody's any more.
        lock (gate) if (ordinal < taken.Count) taken[ordinal] = taken[ordinal] with { State = state };
    }

    public TakenMessage? Find(string sid)
    {
        lock (gate) return TakenMessage.TryReadOrdinal(sid, out var ordinal) && ordinal < taken.Count && taken[ordinal].Sid == sid ? taken[ordinal] : null;
    }

    /// <summary>Newest first, as Twilio lists them.</summary>
    public IReadOnlyList<TakenMessage> List(long? to, long from, long until, int limit)
    {
        lock (gate)
        {
            var found = new List<TakenMessage>();
            for (var i = taken.Count - 1; i >= 0 && found.Count < limit; i--)
                if ((to is null || taken[i].To == to) && taken[i].At >= from && taken[i].At < until) found.Add(taken[i]);
            return found;
        }
    }

    public LedgerCount Count()
    {
        lock (gate)
            return new LedgerCount(requests, taken.Count, distinct, taken.Count - distinct, most,
                Enum.GetValues<Ending>().ToDictionary(e => $"{e}".ToLowerInvariant(), e => endings[(int)e]), new(providers), rate.PeakMessages, rate.PeakParts,
                clock.GetElapsedTime(first, last).TotalSeconds);
    }

    public void Clear()
    {
        lock (gate)
        {
            ids.Clear();
            taken.Clear();
            rate.Clear();
            Array.Clear(endings);
            providers.Clear();
            (requests, distinct, most, first, last) = (0, 0, 0, 0, 0);
        }
    }

    private readonly record struct Tally(int Calls, int Taken);
}

/// <param name="Requests">Calls to send, whatever became of them.</param>
/// <param name="Accepted">Messages taken, doubles included.</param>
/// <param name="Distinct">Different ids of ours among them.</param>
/// <param name="ByStatus">How the messages taken end, or will.</param>
/// <param name="ByProvider">Which of the providers we stand for took how many.</param>
/// <param name="PeakMessagesPerSecond">Most messages taken within any second.</param>
/// <param name="PeakPartsPerSecond">Most parts taken within any second.</param>
/// <param name="Seconds">From the first message taken to the last.</param>
public sealed record LedgerCount(
    long Requests, int Accepted, int Distinct, int Duplicates, int MostPerId, Dictionary<string, int> ByStatus, Dictionary<string, int> ByProvider, int PeakMessagesPerSecond, int PeakPartsPerSecond,
    double Seconds);
