using CampaignEngine.Templates;

namespace CampaignEngine.Dispatch;

/// <summary>The pinned texts of a run, channel by channel in order of preference.</summary>
internal sealed class RunTexts(IReadOnlyList<ChannelTexts> channels)
{
    public IEnumerable<string> Channels => channels.Select(c => c.Channel);

    /// <summary>The text of the first channel, from that one on, that has one for the person; else the fault of the first.</summary>
    /// <param name="from">Null: from the first of all.</param>
    public Draft Draft(RenderMember member, PersonFields? person, string? from)
    {
        Draft? faulty = null;
        for (var at = Math.Max(0, PlaceOf(from)); at < channels.Count; at++)
        {
            var draft = channels[at].Draft(member, member.Addresses[at], person);
            if (draft.Fault is null) return draft;
            faulty ??= draft;
        }
        return faulty!;
    }

    /// <summary>The channel behind that one; null: it is the last.</summary>
    public string? After(string channel) => PlaceOf(channel) is >= 0 and var place && place + 1 < channels.Count ? channels[place + 1].Channel : null;

    private int PlaceOf(string? channel)
    {
        for (var at = 0; at < channels.Count; at++)
            if (channels[at].Channel == channel) return at;
        return -1;
    }
}
