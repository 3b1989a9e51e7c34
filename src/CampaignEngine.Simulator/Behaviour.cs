using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CampaignEngine.Simulator;

/// <summary>Draws, for one message id, what happens to it.</summary>
public sealed class Behaviour(IConfiguration configuration)
{
    private volatile BehaviourSettings now = configuration.GetSection("behaviour").Get<BehaviourSettings>() ?? new BehaviourSettings();

    public BehaviourSettings Now
    {
        get => now;
        set => now = value;
    }

    public CallFault FaultOf(string id, int call)
    {
        var draw = Draw(id, $"call{call}");
        ReadOnlySpan<(double Share, CallFault Fault)> faults =
        [
            (now.Throttled, CallFault.Throttled), (now.ServerError, CallFault.ServerError), (now.ResetBefore, CallFault.ResetBefore),
            (now.ResetAfter, CallFault.ResetAfter), (now.Slow, CallFault.Slow),
        ];
        foreach (var (share, fault) in faults)
        {
            if (draw < share) return fault;
            draw -= share;
        }
        return CallFault.None;
    }

    /// <summary>A value of 0–1 that is the same for the same seed, id and question.</summary>
    public double Draw(string id, string question) =>
        (BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{now.Seed}/{id}/{question}"))) >> 11) * (1.0 / (1UL << 53));
}

public enum CallFault { None, Throttled, ServerError, ResetBefore, ResetAfter, Slow }
