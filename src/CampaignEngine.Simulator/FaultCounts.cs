namespace CampaignEngine.Simulator;

/// <summary>How often each fault of a call was done.</summary>
public sealed class FaultCounts
{
    private static readonly CallFault[] All = Enum.GetValues<CallFault>();
    private readonly long[] counts = new long[All.Length];

    public void Add(CallFault fault) => Interlocked.Increment(ref counts[(int)fault]);

    public Dictionary<string, long> Count() => All.ToDictionary(f => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{f}"), f => Interlocked.Read(ref counts[(int)f]));

    public void Clear() => Array.Clear(counts);
}
