namespace CampaignEngine.Places;

/// <param name="Province">Code of today.</param>
/// <param name="Commune">Code of today; null where the file named none, or one of before July 2025 that today's list does not know.</param>
/// <param name="CommuneLeftOut">The file did name one.</param>
public readonly record struct Place(string? Province, string? Commune, bool CommuneLeftOut = false);

public enum PlaceFault
{
    None,
    ProvinceUnknown,

    /// <summary>One of the seven codes that were reused on 1 July 2025, with nothing that tells which is meant.</summary>
    ProvinceAmbiguous,
    ProvincesDisagree,
    CommuneUnknown,

    /// <summary>Two communes of the province have this name.</summary>
    CommuneAmbiguous,

    /// <summary>The commune lies in another province than the one named.</summary>
    CommuneElsewhere,
}
