namespace CampaignEngine.Simulator;

/// <summary>For trying things by hand: the last six digits of a number decide what happens to its messages.</summary>
internal static class MagicNumbers
{
    private static readonly Dictionary<string, CallFault> Faults = new()
    {
        ["990001"] = CallFault.Rejected,
        ["990002"] = CallFault.OptedOut,
        ["990003"] = CallFault.Throttled,
        ["990004"] = CallFault.ServerError,
        ["990005"] = CallFault.ServerErrorAfter,
        ["990006"] = CallFault.ResetBefore,
        ["990007"] = CallFault.ResetAfter,
        ["990008"] = CallFault.Slow,
    };

    private static readonly Dictionary<string, Func<Fate, Fate>> Fates = new()
    {
        ["990010"] = fate => fate with { Ending = Ending.Undelivered },
        ["990011"] = fate => fate with { Ending = Ending.Failed },
        ["990012"] = fate => fate with { Lost = true },
        ["990013"] = fate => fate with { Ending = Ending.Delivered, Stops = true, Word = 0 },
        ["990014"] = fate => fate with { Unknown = true },
    };

    /// <summary>Throttling passes with the second call.</summary>
    public static CallFault? FaultOf(string number, int call) =>
        !Faults.TryGetValue(number[^6..], out var fault) ? null : fault == CallFault.Throttled && call > 1 ? CallFault.None : fault;

    public static Fate Change(string number, Fate fate) => Fates.TryGetValue(number[^6..], out var change) ? change(fate) : fate;
}
