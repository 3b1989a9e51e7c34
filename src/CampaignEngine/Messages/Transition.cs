namespace CampaignEngine.Messages;

/// <summary>One row of <see cref="TransitionTable"/>: from any of <paramref name="From"/> to <paramref name="To"/>.</summary>
/// <param name="Meaning">What has happened, in words.</param>
public sealed record Transition(IReadOnlyList<MessageStatus> From, MessageStatus To, Mover Who, string Meaning)
{
    /// <summary>Backward edges exist only for what was surely not sent and for what a person sends again; the next claim counts a further attempt.</summary>
    public bool IsBackward => From.All(from => from > To);
}

/// <summary>Who moves a message.</summary>
public enum Mover { Claim, Gate, Clock, Person, Outcome, Rescue, Settling, Receipt }
