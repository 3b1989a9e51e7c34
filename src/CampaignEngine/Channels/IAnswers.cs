namespace CampaignEngine.Channels;

/// <summary>Also offered by a provider through which somebody who wrote to us can be answered.</summary>
public interface IAnswers
{
    /// <summary>As <see cref="IChannel.Provider"/> or <see cref="IPublisher.Provider"/>.</summary>
    string Provider { get; }

    /// <summary>How long after somebody's words an answer may go out; null: at any time.</summary>
    TimeSpan? Within { get; }

    /// <summary>Everybody can read the answer, as below a post: it must hold nothing personal.</summary>
    bool IsPublic { get; }

    /// <summary>UTF-16 units.</summary>
    int Longest { get; }

    /// <summary>Never throws for what a provider does.</summary>
    /// <param name="to">As <see cref="Reply.From"/> told it.</param>
    Task<SendOutcome> AnswerAsync(string to, string text, CancellationToken cancel);
}
