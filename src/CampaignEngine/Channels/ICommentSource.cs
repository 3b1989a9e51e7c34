namespace CampaignEngine.Channels;

/// <summary>Also offered by a publisher below whose posts people write.</summary>
public interface ICommentSource
{
    /// <summary>As <see cref="IPublisher.Provider"/>.</summary>
    string Provider { get; }

    /// <summary>What people wrote below a post, newest first; our own words are left out.</summary>
    /// <param name="cursor">Of the page; null: the first.</param>
    Task<CommentsAnswer> CommentsAsync(string providerId, string? cursor, CancellationToken cancel);
}

/// <summary>What a publisher says of a post's comments: a closed set.</summary>
public abstract record CommentsAnswer;

/// <param name="Next">The cursor of the next page; null: this was the last.</param>
public sealed record CommentsRead(IReadOnlyList<Comment> Comments, string? Next) : CommentsAnswer;

/// <summary>Ask again later.</summary>
public sealed record CommentsUnanswered(string Code) : CommentsAnswer;

/// <summary>Who wrote it is not kept: nobody needs to know it to answer.</summary>
public sealed record Comment(string Id, string Words);
