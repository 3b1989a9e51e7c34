using static CampaignEngine.Channels.ProviderFault;

namespace CampaignEngine.Channels.YouTube;

/// <summary>The one table of the Data API's reasons (https://developers.google.com/youtube/v3/docs/errors).</summary>
public static class YouTubeErrors
{
    /// <summary>A language's captions are there already.</summary>
    public const string CaptionExists = "captionExists";

    public const string NotFound = "videoNotFound";

    public static readonly ErrorTable All = new(
        new("quotaExceeded", DailyQuota, "the project's units of the day are used up"),
        new("dailyLimitExceeded", DailyQuota, "the project's units of the day are used up"),
        new("uploadLimitExceeded", DailyQuota, "the channel takes no more videos for now"),
        new("uploadRateLimitExceeded", TooFast, "the channel uploads too much"),
        new("rateLimitExceeded", TooFast, "calls are limited"),
        new("userRateLimitExceeded", TooFast, "the account's calls are limited"),
        new("authError", Credential, "the access token is taken no more"),
        new("authorizationRequired", Credential, "the access token is missing or over"),
        new("invalid_grant", Configuration, "the consent was taken back or is over"),
        new("invalid_client", Configuration, "the client's id or secret is wrong"),
        new("unauthorized_client", Configuration, "the client may not do this"),
        new("insufficientPermissions", Configuration, "the consent does not cover this"),
        new("forbidden", Configuration, "the account may not do this"),
        new("youtubeSignupRequired", Configuration, "the account has no channel"),
        new("accessNotConfigured", Configuration, "the Data API is not switched on for the project"),
        new("channelSuspended", Configuration, "the channel is suspended"),
        new("invalidTitle", Content, "the title is not accepted"),
        new("invalidDescription", Content, "the description is not accepted"),
        new("invalidCategoryId", Configuration, "the category in the settings is not one of this country"),
        new("invalidPublishAt", Content, "the hour is not accepted"),
        new("invalidVideoMetadata", Content, "a word beside the video is not accepted"),
        new("invalidMetadata", Content, "a word beside the captions is not accepted"),
        new("invalidVideoGameRating", Content, "a word beside the video is not accepted"),
        new("mediaBodyRequired", Content, "there was no video in it"),
        new("defaultLanguageNotSet", Content, "the video's own language is missing"),
        new(CaptionExists, Content, "the language has its captions"),
        new(NotFound, Content, "the video is not there"));
}
