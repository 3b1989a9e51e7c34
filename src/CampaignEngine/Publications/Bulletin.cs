using CampaignEngine.Recipients;
using CampaignEngine.Text;

namespace CampaignEngine.Publications;

/// <summary>A loudspeaker's bulletin as it is read out.</summary>
/// <param name="Text">The script: of Vietnamese, signs and abbreviations put in words.</param>
/// <param name="Length">Of one reading; null: not known of this language, whose recording tells.</param>
/// <param name="Unread">What a reader would stumble over: to be rewritten.</param>
public sealed record Bulletin(string Text, TimeSpan? Length, IReadOnlyList<string> Unread)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    /// <summary>Whether one reading is as long as commune radio gives a bulletin.</summary>
    public bool Fits => Length is not { } length || length >= Shortest && length <= Longest;

    /// <param name="pace">Syllables a minute.</param>
    public static Bulletin Of(AssistedTask task, int pace)
    {
        if (task.Language != Languages.Vietnamese) return new Bulletin(task.Body, null, []);
        var spoken = SpokenText.Of(task.Body);
        return new Bulletin(spoken, TimeSpan.FromMinutes((double)SpokenText.Syllables(spoken) / pace), SpokenText.Unread(spoken));
    }
}
