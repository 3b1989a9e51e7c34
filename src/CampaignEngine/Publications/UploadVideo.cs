using CampaignEngine.Channels;
using CampaignEngine.Media;
using CampaignEngine.Storage;

namespace CampaignEngine.Publications;

/// <summary>One video from where its session stands to its end, piece by piece; the lease is renewed with each.</summary>
public sealed class UploadVideo(PublicationStore store, UploadStore uploads, OutgoingPosts posts, AssetStore assets)
{
    // Pieces in a row of which the provider kept nothing.
    private const int MostLost = 3;

    public static TimeSpan LeaseOf(IVideoPublisher publisher) => publisher.LongestCall * 2 + TimeSpan.FromSeconds(10);

    internal async Task<SendOutcome> ExecuteAsync(Publication publication, IVideoPublisher publisher, CancellationToken cancel)
    {
        var post = await posts.OfAsync(publication, cancel);
        var answer = await BeginAsync(publication, post, publisher, cancel);
        var (at, lost) = (0L, 0);
        while (true)
        {
            switch (answer)
            {
                case UploadDone done:
                    return new Accepted(done.VideoId);
                case UploadRefused refused:
                    return refused.Why;
                case UploadGone:
                    return await LostAsync(publication.PublicationId, cancel);
                case UploadedSoFar so:
                    lost = so.Bytes > at ? 0 : lost + 1;
                    at = so.Bytes;
                    break;
            }
            // A new session stands at nothing too.
            if (lost > MostLost) return new Unavailable("no-progress");
            if (cancel.IsCancellationRequested || !await store.HoldAsync(publication, LeaseOf(publisher), CancellationToken.None)) return new Unavailable("not-to-publish");
            answer = await SendAsync(publication.PublicationId, post.Video!, at, publisher, cancel);
            FailPoint.Reach(FailPoint.MidUpload);
        }
    }

    /// <summary>Goes on with the session there is, or begins one.</summary>
    private async Task<UploadAnswer> BeginAsync(Publication publication, OutgoingPost post, IVideoPublisher publisher, CancellationToken cancel)
    {
        if (await uploads.FindAsync(publication.PublicationId, cancel) is { } standing) return await publisher.AskAsync(standing.Session, post.Video!.Size, cancel);
        var answer = await publisher.BeginAsync(post, cancel);
        if (answer is not UploadBegun begun) return answer;
        await uploads.AddAsync(publication.PublicationId, begun.Session, CancellationToken.None);
        FailPoint.Reach(FailPoint.AfterSession);
        return new UploadedSoFar(0);
    }

    private async Task<UploadAnswer> SendAsync(int publicationId, Asset video, long at, IVideoPublisher publisher, CancellationToken cancel)
    {
        var piece = await assets.ReadAsync(video, at, publisher.PieceSize, cancel);
        if (at + piece.Length == video.Size) await uploads.BeginLastAsync(publicationId, CancellationToken.None);
        var session = (await uploads.FindAsync(publicationId, cancel))!.Session;
        return await publisher.SendAsync(session, at, piece, video.Size, cancel);
    }

    /// <summary>Before the last bytes had left nothing can be there, and the next try begins anew; after that it has to be looked for.</summary>
    private async Task<SendOutcome> LostAsync(int publicationId, CancellationToken cancel)
    {
        var mayBeThere = await uploads.FindAsync(publicationId, cancel) is { LastBegun: true };
        await uploads.RemoveAsync(publicationId, CancellationToken.None);
        return mayBeThere ? new InDoubt("session-gone") : new Unavailable("session-gone");
    }
}
