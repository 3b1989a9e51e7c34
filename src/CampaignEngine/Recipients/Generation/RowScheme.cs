namespace CampaignEngine.Recipients.Generation;

/// <summary>The person's work, group and part in the scheme.</summary>
internal static class RowScheme
{
    private const long Floor = 1_500_000;
    private const long Step = 50_000;
    private const int NearRetirement = 55;
    private const int OwnersOfBusinesses = 500;
    private const int OwnersByDeclaredTax = 400;

    /// <summary>Months from the file's own to the last one paid.</summary>
    private static readonly Dictionary<string, (int Least, int Most)> PaidAhead = new(StringComparer.Ordinal)
    {
        ["monthly"] = (-2, 0),
        ["three_monthly"] = (-2, 2),
        ["six_monthly"] = (-3, 5),
        ["twelve_monthly"] = (-5, 11),
        ["several_years"] = (12, 48),
        ["missing_months"] = (0, 6),
    };

    public static void Fill(InventedRow row, Person person, DateOnly updated, PcgRandom random)
    {
        var occupation = person.Child ? "student" : person.Profile.Occupations.Pick(random);
        row[PeopleColumn.Occupation] = Cell.Word(CodeSets.Occupation, occupation);
        row[PeopleColumn.Groups] = (person.Child ? "" : person.Profile.Group, person.Status) switch
        {
            ("", "voluntary") => "V8",
            (var group, "voluntary") => $"{group}; V8",
            var (group, _) => group,
        };
        row[PeopleColumn.SchemeStatus] = Cell.Word(CodeSets.SchemeStatus, person.Status);
        row[PeopleColumn.SupportCategory] = Cell.Word(CodeSets.SupportCategory, Category(person, random));
        if (occupation == "household_business" && random.PerMille(OwnersOfBusinesses))
            row[PeopleColumn.BusinessOwner] = Cell.Word(CodeSets.BusinessOwner, random.PerMille(OwnersByDeclaredTax) ? "declared_tax" : "other");
        if (person.Status is "voluntary" or "lapsed") Participation(row, person, random);
        if (random.PerMille(GenerationShares.Dead)) row[PeopleColumn.DiedOn] = Cell.Day(updated.AddDays(-random.Below(400)));
    }

    private static string Category(Person person, PcgRandom random)
    {
        if (person.Household.Home.SpecialZone) return "island_or_special_zone";
        var minorities = person.Household.Home.Province.MinorityPercent;
        if (random.PerMille(GenerationShares.Poor + GenerationShares.PoorWhereAllAreMinorities * minorities / 100)) return "poor";
        if (random.PerMille(GenerationShares.NearPoor + GenerationShares.NearPoorWhereAllAreMinorities * minorities / 100)) return "near_poor";
        return person.OfMinority && random.PerMille(GenerationShares.MinorityCategory) ? "ethnic_minority" : "other";
    }

    private static void Participation(InventedRow row, Person person, PcgRandom random)
    {
        var method = GenerationShares.PaymentMethods.Pick(random);
        if (method == "missing_months" && person.Age < NearRetirement) method = "twelve_monthly";
        var (least, most) = person.Status == "lapsed" ? (-36, -4) : PaidAhead[method];
        var (fewest, highest) = GenerationShares.IncomeSteps.Pick(random);
        row[PeopleColumn.PaymentMethod] = Cell.Word(CodeSets.PaymentMethod, method);
        row[PeopleColumn.PaidThrough] = Cell.Month(GenerationShares.StateOn.AddMonths(random.Between(least, most)));
        row[PeopleColumn.Income] = $"{Floor + Step * random.Between(fewest, highest)}";
        row[PeopleColumn.MonthsSupported] = $"{random.Between(1, 84)}";
        row[PeopleColumn.CollectionPoint] = $"Bưu điện {person.Household.Home.Name}";
        row[PeopleColumn.Agent] = $"NVT-{person.Household.Home.Commune}-{random.Between(1, 3)}";
    }
}
