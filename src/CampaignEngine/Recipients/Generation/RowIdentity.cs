using CampaignEngine.Storage;

namespace CampaignEngine.Recipients.Generation;

/// <summary>Who the person is.</summary>
internal sealed class RowIdentity(InventedNumbers numbers)
{
    /// <summary>Languages of a group, for people who declare theirs: the engine itself never infers one from the other.</summary>
    private static readonly ILookup<string, string> Spoken = SeedTable
        .Read("languages.csv", r => (Group: r.GetString(r.GetOrdinal("ethnic_group_code")), Tag: r.GetString(r.GetOrdinal("tag"))))
        .ToLookup(l => l.Group, l => l.Tag, StringComparer.Ordinal);

    public void Fill(InventedRow row, long number, Person person, PcgRandom random)
    {
        row[PeopleColumn.FullName] = person.Foreign ? InventedName.OfForeigner(random)
            : InventedName.Of(random.PerMille(650) ? person.Household.Surname : SurnamesByGroup.Pick(person.Household.EthnicGroup, random), person.Woman, random);
        var (personal, insurance) = person.Foreign ? (false, true) : GenerationShares.Identifiers.Pick(random);
        if (personal) row[PeopleColumn.PersonalNumber] = numbers.Personal(number, person.Woman, person.Born.Year);
        if (insurance) row[PeopleColumn.InsuranceNumber] = numbers.Insurance(number);
        if (random.PerMille(GenerationShares.BirthYearAlone)) row[PeopleColumn.BirthYear] = $"{person.Born.Year}";
        else row[PeopleColumn.BirthDate] = Cell.Day(person.Born);
        row[PeopleColumn.Sex] = Cell.Word(CodeSets.Sex, person.Woman ? "female" : "male");
        if (!person.Foreign) row[PeopleColumn.EthnicGroup] = person.Household.EthnicGroup;
        else row[PeopleColumn.ForeignNational] = Cell.Yes;
        row[PeopleColumn.Language] = Declared(person, random) ?? "";
    }

    /// <summary>What the person said, which is mostly nothing.</summary>
    private static string? Declared(Person person, PcgRandom random)
    {
        if (person.Foreign) return random.PerMille(GenerationShares.DeclaredOfForeigners) ? "en" : null;
        if (!random.PerMille(person.OfMinority ? GenerationShares.DeclaredOfMinorities : GenerationShares.DeclaredOfKinh)) return null;
        var own = Spoken[person.Household.EthnicGroup].ToList();
        return own.Count > 0 && random.PerMille(GenerationShares.OwnLanguageOfDeclared) ? random.Pick(own) : Languages.Vietnamese;
    }
}
