using System.Collections.Concurrent;

namespace CampaignEngine.Simulator;

/// <summary>Draws, for one message id, what happens to it.</summary>
public sealed class Behaviour(IConfiguration configuration)
{
    private readonly ConcurrentDictionary<string, bool> refused = new();
    private volatile BehaviourSettings now = Read(configuration);

    public BehaviourSettings Now
    {
        get => now;
        set => now = value;
    }

    /// <param name="call">Which call for this id it is, from 1.</param>
    public CallFault FaultOf(string id, string number, int call)
    {
        var settings = now;
        if (!refused.IsEmpty && refused.ContainsKey(number)) return CallFault.OptedOut;
        if (settings.Magic && MagicNumbers.FaultOf(number, call) is { } magic) return magic;
        var draw = new Draws(settings.Seed, id, call).Next();
        ReadOnlySpan<(double Share, CallFault Fault)> faults =
        [
            (settings.Throttled, CallFault.Throttled), (settings.Rejected, CallFault.Rejected), (settings.OptedOut, CallFault.OptedOut),
            (settings.ServerError, CallFault.ServerError), (settings.ServerErrorAfter, CallFault.ServerErrorAfter),
            (settings.ResetBefore, CallFault.ResetBefore), (settings.ResetAfter, CallFault.ResetAfter), (settings.Slow, CallFault.Slow),
        ];
        foreach (var (share, fault) in faults)
        {
            if (draw < share) return fault;
            draw -= share;
        }
        return CallFault.None;
    }

    public Fate FateOf(string id, string number) => FateOf(id, number, now);

    public static Fate FateOf(string id, string number, BehaviourSettings settings)
    {
        var fate = Fate.Of(settings, id);
        return settings.Magic ? MagicNumbers.Change(number, fate) : fate;
    }

    /// <summary>From now on this number is refused by the provider itself.</summary>
    public void Refuse(string number) => refused[number] = true;

    public void Forget() => refused.Clear();

    private static BehaviourSettings Read(IConfiguration configuration) => configuration.GetSection("behaviour").Get<BehaviourSettings>() ?? new BehaviourSettings();
}

public enum CallFault { None, Throttled, Rejected, OptedOut, ServerError, ServerErrorAfter, ResetBefore, ResetAfter, Slow }
