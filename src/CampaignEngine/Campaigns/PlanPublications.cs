using CampaignEngine.Recipients;

namespace CampaignEngine.Campaigns;

/// <summary>Reads what a campaign publishes.</summary>
public static class PlanPublications
{
    public const string Loudspeaker = "loudspeaker";

    /// <summary>One video, whose words it has in several languages.</summary>
    public const string YouTube = "youtube";

    /// <summary>An article on the agency's portal; posts that lead to it wait for it.</summary>
    public const string Portal = "portal";

    /// <summary>The media on which something can be published, by machine or by a person.</summary>
    public static readonly IReadOnlyList<string> Channels = ["facebook", YouTube, "lotus", Loudspeaker, Portal];

    private static readonly string[] ByPerson = ["lotus", Loudspeaker, Portal];

    // Far below what any page takes; longer is no post.
    private const int LongestText = 5000;

    internal static IReadOnlyList<PlannedPublication> Read(PlanObject file)
    {
        var publications = new List<PlannedPublication>();
        foreach (var item in file.Objects("publications", required: false))
        {
            var channel = item.OneOf("channel", Channels);
            var at = item.Moment("publishAt");
            var texts = Texts(item);
            var link = item.Has("link") ? item.Text("link", 500) : null;
            if (channel == Portal && link is null) item.Report(PlanFault.Missing(item.PathOf("link")));
            var task = Task(item, channel);
            var media = PlanMedia.Read(item, channel, texts);
            item.RefuseOthers();
            if (channel is not null && texts.Count > 0) publications.Add(new(channel, PlanReader.InVietnam(at), texts, link, task, media));
        }
        return publications;
    }

    /// <summary>Of any channel: where the page's credential is not granted, a person publishes.</summary>
    private static PlannedTask? Task(PlanObject item, string? channel)
    {
        if (!(item.Has("assignee") | item.Has("escalateTo")))
        {
            if (ByPerson.Contains(channel)) item.Report(PlanFault.NoAssignee(item.PathOf("assignee"), channel!));
            return null;
        }
        var assignee = item.Text("assignee", 200);
        var escalateTo = item.Text("escalateTo", 200);
        var communes = item.Has("communes") ? item.Names("communes") : [];
        return assignee is null || escalateTo is null ? null : new PlannedTask(assignee, escalateTo, communes);
    }

    private static Dictionary<string, string> Texts(PlanObject item)
    {
        var texts = ByLanguage(item, "texts", required: true, (languages, tag) => languages.Lines(tag, LongestText));
        if (texts.Count == 0) item.Report(PlanFault.Missing(item.PathOf("texts")));
        return texts;
    }

    internal static Dictionary<string, T> ByLanguage<T>(PlanObject item, string name, bool required, Func<PlanObject, string, T?> read) where T : class
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        if (item.Object(name, required) is not { } languages) return values;
        foreach (var tag in languages.PropertyNames.ToList())
        {
            if (Languages.Find(tag)?.Tag != tag) languages.Report(PlanFault.NotALanguage(languages.PathOf(tag), tag));
            if (read(languages, tag) is { } value) values[tag] = value;
        }
        return values;
    }
}
