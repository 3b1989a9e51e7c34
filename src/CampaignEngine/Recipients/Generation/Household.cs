namespace CampaignEngine.Recipients.Generation;

/// <summary>People of one home: one place, one ethnic group, mostly one surname, at times one phone.</summary>
internal sealed class Household(long number, HomePlace home, string ethnicGroup, string surname)
{
    public string Code { get; } = $"{home.Commune}{number:D8}";

    public HomePlace Home { get; } = home;

    public string EthnicGroup { get; } = ethnicGroup;

    public string Surname { get; } = surname;

    /// <summary>The number of its first member who has one.</summary>
    public string? Phone { get; set; }

    public static Household Invent(long number, PcgRandom random)
    {
        var home = HomePlace.All.Pick(random);
        var ethnic = random.Below(100) < home.Province.MinorityPercent ? home.Province.Minorities.Pick(random) : ProvinceMix.Kinh;
        return new Household(number, home, ethnic, SurnamesByGroup.Pick(ethnic, random));
    }
}
