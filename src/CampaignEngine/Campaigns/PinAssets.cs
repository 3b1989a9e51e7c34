using CampaignEngine.Media;

namespace CampaignEngine.Campaigns;

/// <summary>Looks the files of a plan's publications up and keeps the hashes of their bytes.</summary>
public sealed class PinAssets(AssetStore store)
{
    internal async Task<IReadOnlyList<PinnedAsset>> ExecuteAsync(CampaignPlan plan, List<Problem> problems, CancellationToken cancel)
    {
        var assets = (await store.FindAsync([.. plan.Publications.SelectMany(p => p.Media.Assets).Distinct()], cancel)).ToDictionary(a => a.AssetId);
        foreach (var (at, publication) in plan.Publications.Index())
            problems.AddRange(Named(publication.Media, $"$.publications[{at}]").Select(n => Fault(assets.GetValueOrDefault(n.Id), n.Where, n.Id, n.Kind)).OfType<Problem>());
        return [.. assets.Values.OrderBy(a => a.AssetId).Select(a => new PinnedAsset(a.AssetId, a.Kind, a.FileName, a.Hash))];
    }

    private static IEnumerable<(string Where, int Id, string Kind)> Named(PlannedMedia media, string where)
    {
        foreach (var (at, id) in media.Photos.Index()) yield return ($"{where}.photos[{at}]", id, AssetKind.Photo);
        if (media.Video is { } video) yield return ($"{where}.video", video, AssetKind.Video);
        foreach (var (tag, id) in media.Captions) yield return ($"{where}.captions.{tag}", id, AssetKind.Captions);
        foreach (var (tag, id) in media.Recordings) yield return ($"{where}.recordings.{tag}", id, AssetKind.Recording);
    }

    private static Problem? Fault(Asset? asset, string where, int id, string kind) => asset switch
    {
        null => AssetFaults.Unknown(where, id),
        { WithdrawnAt: not null } => AssetFaults.IsWithdrawn(where, id),
        _ => asset.Kind == kind ? null : AssetFaults.WrongKind(where, id, asset.Kind, kind),
    };
}
