using CampaignEngine.Media;

namespace CampaignEngine.Channels;

/// <summary>
/// A publisher of videos, which go to it in pieces under a session of its own: nothing is there before the last piece, and a session that is known
/// can be gone on with by any worker. It holds a video back until <see cref="OutgoingPost.PublishAt"/>.
/// </summary>
public interface IVideoPublisher : IPublisher
{
    /// <summary>No call, of one piece or none, takes longer.</summary>
    TimeSpan LongestCall { get; }

    /// <summary>Bytes of every piece but the last.</summary>
    int PieceSize { get; }

    /// <summary>How long before its hour a video is handed over: the provider works on it before people can see it.</summary>
    TimeSpan Ahead { get; }

    /// <summary>Never throws for what a provider does, like all of these.</summary>
    /// <returns><see cref="UploadBegun"/> or <see cref="UploadRefused"/>: a session whose answer was lost does no harm.</returns>
    Task<UploadAnswer> BeginAsync(OutgoingPost post, CancellationToken cancel);

    /// <param name="at">Where in the file the piece begins.</param>
    /// <param name="size">Of the whole file.</param>
    Task<UploadAnswer> SendAsync(Uri session, long at, byte[] piece, long size, CancellationToken cancel);

    /// <summary>How far the session got.</summary>
    Task<UploadAnswer> AskAsync(Uri session, long size, CancellationToken cancel);

    Task<VideoStanding> StandsAsync(string videoId, CancellationToken cancel);

    /// <summary>Taken already counts as taken.</summary>
    Task<SendOutcome> CaptionAsync(string videoId, string language, Asset captions, CancellationToken cancel);
}

/// <summary>What an upload's call led to: a closed set.</summary>
public abstract record UploadAnswer;

/// <summary>No record member of it may reach a log: whoever knows the session can write into it.</summary>
public sealed record UploadBegun(Uri Session) : UploadAnswer;

/// <param name="Bytes">What the provider keeps; a piece that was lost on the way is sent again from here.</param>
public sealed record UploadedSoFar(long Bytes) : UploadAnswer;

public sealed record UploadDone(string VideoId) : UploadAnswer;

/// <summary>The session is over; what it had is gone, or is a video.</summary>
public sealed record UploadGone : UploadAnswer;

/// <param name="Why">Never <see cref="InDoubt"/>: the session tells.</param>
public sealed record UploadRefused(SendOutcome Why) : UploadAnswer;

/// <summary>Whether people see a video: a closed set.</summary>
public abstract record VideoStanding;

public sealed record VideoPublic(string Url) : VideoStanding;

public sealed record VideoPrivate : VideoStanding;

/// <summary>The provider will not show it, or has it no more.</summary>
public sealed record VideoRefused(string Code) : VideoStanding;

/// <summary>Ask again later.</summary>
public sealed record VideoUnanswered(string Code) : VideoStanding;
