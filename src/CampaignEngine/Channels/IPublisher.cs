using CampaignEngine.Media;

namespace CampaignEngine.Channels;

/// <summary>
/// One provider that publishes for all to see; it is also an <see cref="IPostPublisher"/> or an <see cref="IVideoPublisher"/>. As with <see cref="IChannel"/> an adapter maps and decides nothing: Publications decide about a
/// second try, and look before it.
/// </summary>
public interface IPublisher
{
    /// <summary>The provider's name in tables and settings.</summary>
    string Provider { get; }

    /// <summary>The medium, as campaigns name it: <c>facebook</c>.</summary>
    string Medium { get; }

    /// <summary>
    /// How long a post must have been in doubt before "not there" means that it was never taken, so that it may be published again; null: it
    /// never means that.
    /// </summary>
    TimeSpan? NotThereAfter { get; }

    /// <summary>What the provider counts of a post, each asked for by itself.</summary>
    IReadOnlyList<string> Metrics { get; }

    /// <summary>Whether it is there, by its words: no provider keeps a reference of ours.</summary>
    /// <param name="since">It was not published before.</param>
    Task<PostAnswer> FindAsync(OutgoingPost post, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Takes a post down. What is not there any more is down.</summary>
    Task<SendOutcome> RemoveAsync(string providerId, CancellationToken cancel);

    Task<MetricAnswer> MeasureAsync(string providerId, string metric, CancellationToken cancel);
}

/// <summary>A publisher whose posts are taken by one call.</summary>
public interface IPostPublisher : IPublisher
{
    /// <summary>How long publishing this post takes at most, all its calls together.</summary>
    TimeSpan LongestOf(OutgoingPost post);

    /// <summary>Never throws for what a provider does; <see cref="Accepted.ProviderId"/> is the post's.</summary>
    Task<SendOutcome> PublishAsync(OutgoingPost post, CancellationToken cancel);
}

/// <param name="Text">As approved, whole.</param>
/// <param name="Link">What it leads to; null: nothing.</param>
public sealed record OutgoingPost(string Text, string? Link)
{
    public IReadOnlyList<Asset> Photos { get; init; } = [];

    public Asset? Video { get; init; }

    /// <summary>Of a video: its language, and its words in every language it has.</summary>
    public string Language { get; init; } = "";

    public IReadOnlyDictionary<string, VideoWords> Words { get; init; } = new Dictionary<string, VideoWords>();

    /// <summary>From when on people are to see it; only of what the provider itself holds back until then.</summary>
    public DateTimeOffset? PublishAt { get; init; }
}

/// <summary>What stands beside a video in one language.</summary>
public sealed record VideoWords(string Title, string Description);

/// <summary>What a provider says of one post: a closed set.</summary>
public abstract record PostAnswer;

/// <param name="Url">Where people see it; null where the provider does not tell.</param>
public sealed record PostThere(string ProviderId, string? Url) : PostAnswer;

public sealed record PostNotThere : PostAnswer;

/// <summary>Ask again later.</summary>
public sealed record PostUnanswered(string Code) : PostAnswer;

/// <summary>What a provider counts: a closed set.</summary>
public abstract record MetricAnswer;

public sealed record Measured(long Value) : MetricAnswer;

/// <summary>The provider counts this no more; the other metrics go on.</summary>
public sealed record MetricRetired : MetricAnswer;

/// <summary>Ask again later.</summary>
public sealed record NotMeasured(string Code) : MetricAnswer;
