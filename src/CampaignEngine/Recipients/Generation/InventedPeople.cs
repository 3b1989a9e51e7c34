namespace CampaignEngine.Recipients.Generation;

/// <summary>The rows of a seed, one after another; nothing is kept but the household in hand and one earlier row.</summary>
internal sealed class InventedPeople(ulong seed)
{
    private const int KeepEvery = 50;

    private readonly PcgRandom random = new(seed);
    private readonly RowIdentity identity = new(new InventedNumbers(seed));

    public IEnumerable<InventedRow> Rows(long count)
    {
        var household = Household.Invent(0, random);
        InventedRow? earlier = null;
        for (long number = 0; number < count; number++)
        {
            if (number > 0 && !random.PerMille(GenerationShares.SameHousehold)) household = Household.Invent(number, random);
            var row = Row(number, household);
            if (random.PerMille(GenerationShares.Faulty)) InventedFaults.Spoil(row, earlier, random);
            else if (number % KeepEvery == 0 && row[PeopleColumn.Phone].Length > 0) earlier = row;
            yield return row;
        }
    }

    private InventedRow Row(long number, Household household)
    {
        var row = new InventedRow { [PeopleColumn.Invented] = Cell.Yes };
        var person = Person.Invent(household, random);
        identity.Fill(row, number, person, random);
        var updated = RowPlace.Fill(row, household, random);
        RowContact.Fill(row, number, person, updated, random);
        RowScheme.Fill(row, person, updated, random);
        return row;
    }
}
