namespace CampaignEngine.Templates;

/// <summary>How a person is addressed: Anh or Chị up to 45, Ông or Bà above; the respectful pair where age or sex is not known.</summary>
public static class PersonTitle
{
    private const int EldersFrom = 46;

    public static string Of(string? sex, int? birthYear, int year) => (sex, birthYear) switch
    {
        ("male", { } born) => year - born >= EldersFrom ? "Ông" : "Anh",
        ("female", { } born) => year - born >= EldersFrom ? "Bà" : "Chị",
        ("male", null) => "Ông",
        ("female", null) => "Bà",
        (_, { } born) => year - born >= EldersFrom ? "Ông/Bà" : "Anh/Chị",
        _ => "Ông/Bà",
    };
}
