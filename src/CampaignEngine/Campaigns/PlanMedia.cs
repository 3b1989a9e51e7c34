namespace CampaignEngine.Campaigns;

/// <summary>Reads the files of a publication, and what each medium takes of them.</summary>
internal static class PlanMedia
{
    // What a page's post takes, and what a video's page does (https://developers.google.com/youtube/v3/docs/videos).
    private const int MostPhotos = 10;
    private const int LongestTitle = 100;
    private const int LongestDescriptionBytes = 4400; // of 5,000: the link follows

    public static PlannedMedia Read(PlanObject item, string? channel, IReadOnlyDictionary<string, string> texts)
    {
        var media = new PlannedMedia(
            item.Has("photos") ? item.Ids("photos", MostPhotos) : [],
            item.Whole("video", 1, int.MaxValue, required: channel == PlanPublications.YouTube),
            PlanPublications.ByLanguage(item, "titles", required: channel == PlanPublications.YouTube, (titles, tag) => titles.Text(tag, LongestTitle)),
            Files(item, "captions"),
            Files(item, "recordings"));
        if (channel is not null) Check(item, channel, texts, media);
        return media;
    }

    private static Dictionary<string, int> Files(PlanObject item, string name) =>
        PlanPublications.ByLanguage(item, name, required: false, (files, tag) => files.Whole(tag, 1, int.MaxValue, required: true) is { } id ? (object)id : null)
            .ToDictionary(f => f.Key, f => (int)f.Value, StringComparer.Ordinal);

    private static void Check(PlanObject item, string channel, IReadOnlyDictionary<string, string> texts, PlannedMedia media)
    {
        var isVideo = channel == PlanPublications.YouTube;
        if (media.Photos.Count > 0 && media.Video is not null) item.Report(PlanFault.OneOfTwo(item.PathOf("photos")));
        Refuse("photos", isVideo || channel == PlanPublications.Loudspeaker);
        Refuse("video", channel == PlanPublications.Loudspeaker);
        Refuse("titles", !isVideo);
        Refuse("captions", !isVideo);
        Refuse("recordings", channel != PlanPublications.Loudspeaker);
        if (media.Recordings.Keys.Except(texts.Keys).Any()) item.Report(PlanFault.OtherLanguages(item.PathOf("recordings")));
        if (!isVideo) return;
        if (!media.Titles.Keys.ToHashSet().SetEquals(texts.Keys)) item.Report(PlanFault.OtherLanguages(item.PathOf("titles")));
        foreach (var (name, values) in new[] { ("titles", media.Titles), ("texts", texts) })
            foreach (var (tag, _) in values.Where(v => v.Value.AsSpan().ContainsAny('<', '>'))) item.Report(PlanFault.Brackets($"{item.PathOf(name)}.{tag}"));
        foreach (var (tag, _) in texts.Where(t => System.Text.Encoding.UTF8.GetByteCount(t.Value) > LongestDescriptionBytes))
            item.Report(PlanFault.TooLong($"{item.PathOf("texts")}.{tag}", LongestDescriptionBytes));

        void Refuse(string name, bool wrong)
        {
            if (wrong && item.Has(name)) item.Report(PlanFault.NotHere(item.PathOf(name), channel));
        }
    }
}
