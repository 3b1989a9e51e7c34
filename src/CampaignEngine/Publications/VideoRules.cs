using CampaignEngine.Channels;

namespace CampaignEngine.Publications;

/// <summary>The one table of what follows from how a video stands at its provider.</summary>
internal static class VideoRules
{
    /// <summary>The hour has come and people do not see it: as where the provider has not examined our project. Somebody opens it there by hand.</summary>
    public const string StaysPrivate = "stays-private";

    /// <param name="overdue">Its hour is over for longer than a provider takes to open it.</param>
    /// <returns>Null: nothing changes.</returns>
    public static PublicationChange? Of(VideoStanding standing, bool overdue) => standing switch
    {
        VideoPublic there => new(PublicationState.Published, Url: there.Url),
        VideoRefused refused => new(PublicationState.Failed, refused.Code),
        VideoPrivate when overdue => new(PublicationState.InDoubt, StaysPrivate),
        _ => null,
    };
}
