namespace CampaignEngine.Channels;

/// <summary>
/// Also offered by a provider that can be asked what became of a message: settles what is in doubt and what got no receipt. A question
/// may be repeated: it changes nothing at the provider, but for <see cref="Repeats"/>.
/// </summary>
public interface ILookUp
{
    /// <summary>As <see cref="IChannel.Provider"/>.</summary>
    string Provider { get; }

    /// <summary>As <see cref="IChannel.Medium"/>.</summary>
    string Medium { get; }

    /// <summary>
    /// How long a message must have been in doubt before "not found" means that the provider never took it, so that it may be sent
    /// again; null: it never means that.
    /// </summary>
    TimeSpan? NotFoundAfter { get; }

    /// <summary>
    /// The provider drops a second send under the same reference: asking about a message whose id is not known sends it once more. So only what
    /// this provider was called about, and what may be sent now, is asked about, and the answer is about that message and no other.
    /// </summary>
    bool Repeats => false;

    /// <summary>Never throws for what a provider does: no answer, or one that cannot be read, is <see cref="Unanswered"/>.</summary>
    Task<LookUpAnswer> AskAsync(LookUpQuestion question, CancellationToken cancel);
}

/// <param name="ProviderId">The provider's id where its answer told it; null: in doubt.</param>
/// <param name="Since">This attempt was not made before.</param>
/// <param name="Attempt">As <see cref="OutgoingMessage.Attempt"/>.</param>
public sealed record LookUpQuestion(MessageReference Reference, string Address, string Body, string? ProviderId, DateTimeOffset Since, int Attempt = 1);

/// <summary>What a provider says of one message: a closed set.</summary>
public abstract record LookUpAnswer;

/// <summary>
/// What may be the message: one where it was asked for by the provider's id, else all that went to that address since then, oldest
/// first. Which of them it is, the engine decides: an id that another message of ours holds is not it.
/// </summary>
public sealed record Found(IReadOnlyList<Receipt> Candidates) : LookUpAnswer;

/// <summary>The provider knows of no such message now.</summary>
public sealed record NotFound : LookUpAnswer;

/// <summary>Ask again later.</summary>
public sealed record Unanswered(string Code) : LookUpAnswer;
