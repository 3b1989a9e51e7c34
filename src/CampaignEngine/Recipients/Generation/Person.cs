namespace CampaignEngine.Recipients.Generation;

/// <summary>What the columns of one row have to agree on.</summary>
internal sealed record Person(Household Household, GroupProfile Profile, bool Woman, DateOnly Born, string Status, bool Foreign)
{
    private const int YoungestToSend = 16;

    public int Age => GenerationShares.StateOn.Year - Born.Year - (GenerationShares.StateOn < Born.AddYears(GenerationShares.StateOn.Year - Born.Year) ? 1 : 0);

    public bool Child => Age < YoungestToSend;

    public bool OfMinority => !Foreign && Household.EthnicGroup != ProvinceMix.Kinh;

    public static Person Invent(Household household, PcgRandom random)
    {
        var profile = GroupProfiles.All.Pick(random);
        var child = random.PerMille(GenerationShares.Child);
        var age = child ? random.Between(11, YoungestToSend - 1) : random.Between(profile.Youngest, profile.Oldest);
        var foreign = profile.Group == "G2" && !child && random.PerMille(GenerationShares.ForeignOfEmployees);
        // The year that ends on the file's day: whoever was born in it has the age.
        var born = GenerationShares.StateOn.AddYears(-age).AddDays(-random.Below(365));
        return new Person(household, profile, random.PerMille(GenerationShares.Women), born, child ? "none" : profile.Statuses.Pick(random), foreign);
    }
}
