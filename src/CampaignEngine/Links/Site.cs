namespace CampaignEngine.Links;

/// <summary>A portal or page of the agency.</summary>
/// <param name="Kind">One of <see cref="SiteKind"/>.</param>
/// <param name="Unit">Who answers for it.</param>
/// <param name="ProvinceCode">Null: national.</param>
/// <param name="ClosedOn">Null: it is open.</param>
public sealed record Site(int SiteId, string Name, string Kind, string Address, string Unit, string? ProvinceCode, DateOnly OpenedOn, DateOnly? ClosedOn);

public static class SiteKind
{
    public const string Portal = "portal";

    public static readonly IReadOnlyList<string> All = [Portal, "facebook", "youtube", "zalo", "lotus", "other"];
}
