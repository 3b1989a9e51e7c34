using CampaignEngine.Recipients;
using CampaignEngine.Templates;

namespace CampaignEngine.Campaigns;

/// <summary>Reads what a campaign publishes.</summary>
internal static class PlanPublications
{
    /// <summary>The media on which something can be published.</summary>
    public static readonly IReadOnlyList<string> Channels = ["facebook"];

    // Far below what any page takes; longer is no post.
    private const int LongestText = 5000;

    public static IReadOnlyList<PlannedPublication> Read(PlanObject file)
    {
        var publications = new List<PlannedPublication>();
        foreach (var item in file.Objects("publications", required: false))
        {
            var channel = item.OneOf("channel", Channels);
            var at = item.Moment("publishAt");
            var texts = Texts(item);
            var link = item.Has("link") ? item.Text("link", 500) : null;
            if (link is not null && !AgencyLinks.IsPage(link)) item.Report(PlanFault.NotAgencyLink(item.PathOf("link")));
            item.RefuseOthers();
            if (channel is not null && texts.Count > 0) publications.Add(new(channel, PlanReader.InVietnam(at), texts, link));
        }
        return publications;
    }

    private static Dictionary<string, string> Texts(PlanObject item)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (item.Object("texts", required: true) is not { } languages) return texts;
        foreach (var tag in languages.PropertyNames.ToList())
        {
            if (Languages.Find(tag)?.Tag != tag) languages.Report(PlanFault.NotALanguage(languages.PathOf(tag), tag));
            if (languages.Lines(tag, LongestText) is { } text) texts[tag] = text;
        }
        if (texts.Count == 0) item.Report(PlanFault.Missing(item.PathOf("texts")));
        return texts;
    }
}
