using CampaignEngine.Storage;

namespace CampaignEngine.Consent;

/// <summary>What the gate is asked: may a message of this class go to a person over this channel on this day?</summary>
/// <param name="Channel">The medium as campaigns name it (<see cref="ChannelAddress"/>).</param>
/// <param name="Today">The day in Vietnam.</param>
public sealed record GateRequest(MessageClass Class, string Channel, DateOnly Today, EngineMode Mode)
{
    /// <summary>
    /// Asked of all people in one statement: refusals are hashed, once in each process, which PostgreSQL does in parallel; looked up person by
    /// person they would bind it to one process. Of some people, as in a claim, it would read all refusals for a few.
    /// </summary>
    internal bool Everybody { get; init; }
}
