namespace CampaignEngine.Places;

public static class PlaceKind
{
    public const string Ward = "ward";
    public const string Commune = "commune";
    public const string SpecialZone = "special_zone";
}
