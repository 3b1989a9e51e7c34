namespace CampaignEngine.Consent;

/// <summary>One lasting reason not to send to a person.</summary>
/// <param name="Code">Stable; stored with the audience and printed in reports.</param>
/// <param name="Classes">The classes of message it holds for.</param>
/// <param name="Condition">SQL over alias r that is true for the people it excludes; the arguments are those of <see cref="Gate"/>.</param>
public sealed record GateReason(string Code, string Vi, string En, IReadOnlySet<MessageClass> Classes, Func<GateRequest, string> Condition)
{
    /// <summary>When beside its class the reason holds at all.</summary>
    public Func<GateRequest, bool> Holds { get; init; } = _ => true;
}
