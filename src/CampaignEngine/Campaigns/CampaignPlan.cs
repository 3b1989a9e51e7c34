using CampaignEngine.Calendar;
using CampaignEngine.Consent;

namespace CampaignEngine.Campaigns;

/// <summary>What a campaign file says (docs/campaign.schema.json), read and in range. Names are not looked up yet: see <see cref="PinnedPlan"/>.</summary>
/// <param name="ClassReason">Why this class was chosen: Decree 91/2020 leaves it to a person, who answers for it.</param>
/// <param name="Segments">In order of priority: a person whom several match is contacted once, for the first.</param>
/// <param name="Channels">In order of preference.</param>
/// <param name="Publications">What is published beside the messages; mostly none.</param>
/// <param name="TolerancePercent">How far the audience at launch may be from the count that was approved.</param>
public sealed record CampaignPlan(
    string Title,
    MessageClass Class,
    string ClassReason,
    IReadOnlyList<string> Segments,
    IReadOnlyList<PlannedChannel> Channels,
    PlannedSchedule Schedule,
    PlannedLimits Limits,
    int TolerancePercent,
    IReadOnlyList<PlannedPublication> Publications);

/// <param name="Channel">The medium: sms.</param>
/// <param name="Template">The key of a template of that channel.</param>
/// <param name="StripAccents">Vietnamese texts only; fewer parts, harder to read: a choice a person makes.</param>
/// <param name="Language">Which language a person gets.</param>
public sealed record PlannedChannel(string Channel, string Template, bool StripAccents, LanguagePolicy Language);

/// <summary>The person's declared language where an approved text exists (else its fallback), or the base language for all.</summary>
public enum LanguagePolicy { Declared, Base }

/// <param name="PartsPerSecond">Operational: outside the hash that an approval signs; null leaves it to the sender's own rate.</param>
/// <param name="MaxParts">A text that comes out longer is skipped, not sent.</param>
/// <param name="MaxMessages">The launch stops if the audience is larger.</param>
/// <param name="BudgetDong">What the parts sent may cost in all; null: no budget.</param>
public sealed record PlannedLimits(int? PartsPerSecond, int MaxParts, int? MaxMessages, long? BudgetDong = null);

/// <param name="StartAt">Null: at launch.</param>
/// <param name="ExpireAfterHours">Counted from the start; exactly one of this and <paramref name="DoNotSendAfter"/> is given.</param>
/// <param name="Window">Hours of the day, Vietnam time; null leaves it to the installation.</param>
public sealed record PlannedSchedule(DateTimeOffset? StartAt, int? ExpireAfterHours, DateTimeOffset? DoNotSendAfter, SendingWindow? Window)
{
    public DateTimeOffset StartsAt(DateTimeOffset launchedAt) => StartAt > launchedAt ? StartAt.Value : launchedAt;

    public DateTimeOffset ExpiresAt(DateTimeOffset launchedAt) =>
        DoNotSendAfter ?? (StartAt ?? launchedAt).AddHours(ExpireAfterHours ?? 0);
}

/// <summary>One post, in as many languages as it has texts. Its words stand in the file, so that the approval signs them.</summary>
/// <param name="Channel">The medium: facebook.</param>
/// <param name="PublishAt">Null: when the campaign starts.</param>
/// <param name="Texts">By language; each is a post of its own.</param>
/// <param name="Link">What the post leads to: an address of Links:AllowedHosts.</param>
/// <param name="Task">Who publishes it by hand; null: the engine does.</param>
public sealed record PlannedPublication(string Channel, DateTimeOffset? PublishAt, IReadOnlyDictionary<string, string> Texts, string? Link, PlannedTask? Task, PlannedMedia Media);

/// <summary>The files of a post, by their numbers; and the titles of a video.</summary>
/// <param name="Titles">By language.</param>
/// <param name="Captions">By language, which need not be a language of its texts.</param>
/// <param name="Recordings">Of a bulletin, by language.</param>
public sealed record PlannedMedia(
    IReadOnlyList<int> Photos, int? Video, IReadOnlyDictionary<string, string> Titles, IReadOnlyDictionary<string, int> Captions, IReadOnlyDictionary<string, int> Recordings)
{
    /// <summary>Of all languages.</summary>
    public IEnumerable<int> Assets => [.. Photos, .. Video is { } video ? [video] : Array.Empty<int>(), .. Captions.Values, .. Recordings.Values];
}

/// <summary>What a person publishes for us.</summary>
/// <param name="Assignee">The person or unit that does it.</param>
/// <param name="EscalateTo">Who is told when it is late.</param>
/// <param name="Communes">Codes; a task each. None: one task.</param>
public sealed record PlannedTask(string Assignee, string EscalateTo, IReadOnlyList<string> Communes);
