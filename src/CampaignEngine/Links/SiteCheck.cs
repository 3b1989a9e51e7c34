namespace CampaignEngine.Links;

/// <summary>
/// Whether portals and pages link both ways (Decision 294/QĐ-LĐTBXH §IV.3.3), by what people saw: nothing is fetched. A page goes with the
/// portals of its province, where there are none with the national ones.
/// </summary>
public sealed class SiteCheck(SiteStore sites)
{
    /// <param name="since">Sightings before this day have to be made anew.</param>
    public async Task<IReadOnlyList<SitePair>> ExecuteAsync(DateOnly since, CancellationToken cancel)
    {
        var open = await sites.ListAsync(closedToo: false, cancel);
        var seen = (await sites.SightingsAsync(cancel)).ToDictionary(s => (s.FromSite, s.ToSite));
        SiteLink Look(Site from, Site to) => !seen.TryGetValue((from.SiteId, to.SiteId), out var sighting) ? new(SiteLinkState.NeverSeen, null)
            : !sighting.Linked ? new(SiteLinkState.Missing, sighting.SeenOn)
            : new(sighting.SeenOn < since ? SiteLinkState.Old : SiteLinkState.Linked, sighting.SeenOn);

        return [.. from page in open
                   where page.Kind != SiteKind.Portal
                   from portal in PortalsOf(page, open)
                   select new SitePair(page, portal, portal is null ? null : Look(portal, page), portal is null ? null : Look(page, portal))];
    }

    /// <summary>One null where there is no portal at all: that too is to be seen.</summary>
    private static IEnumerable<Site?> PortalsOf(Site page, IReadOnlyList<Site> open)
    {
        var portals = open.Where(s => s.Kind == SiteKind.Portal).ToList();
        List<Site> own = [.. portals.Where(p => p.ProvinceCode == page.ProvinceCode)];
        IEnumerable<Site?> national = portals.Where(p => p.ProvinceCode is null);
        return own.Count > 0 ? own : national.DefaultIfEmpty(null);
    }
}

/// <param name="Portal">Null: there is none it could link to.</param>
public sealed record SitePair(Site Page, Site? Portal, SiteLink? PortalToPage, SiteLink? PageToPortal)
{
    public bool BothWays => PortalToPage?.State == SiteLinkState.Linked && PageToPortal?.State == SiteLinkState.Linked;
}

public sealed record SiteLink(SiteLinkState State, DateOnly? SeenOn);

public enum SiteLinkState { Linked, Missing, Old, NeverSeen }
