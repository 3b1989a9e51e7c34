using CampaignEngine.Files;
using CampaignEngine.Places;

namespace CampaignEngine.Recipients;

/// <summary>Reads and checks one row after the other; all faults of a row are found, not the first.</summary>
/// <param name="asOf">The state of the file, where its rows do not say their own.</param>
/// <param name="asOfStated">Whether the user said so: a state that nobody stated tells no old province code from a new one.</param>
internal sealed class PeopleRowCheck(PlaceIndex places, byte[] numberKey, DateOnly asOf, bool asOfStated, DateOnly today, PeopleTally tally)
{
    public void Read(PeopleRow row, StagedPerson person)
    {
        row.Faults.Clear();
        person.RowNumber = row.Number;
        if (row.CellCount != row.Width)
        {
            // The cells behind a missing or surplus separator stand in the wrong columns: what they hold says nothing.
            row.Fault("cell-count", null);
            return;
        }
        var updated = DateCells.Past(row, PeopleColumn.UpdatedOn, today);
        person.AsOf = updated ?? asOf;
        IdentityCells.Read(row, person, tally);
        DateCells.Read(row, person, today);
        CodeCells.Read(row, person);
        ContactCells.Read(row, person, numberKey, tally);
        ReadPlace(row, person, updated ?? (asOfStated ? asOf : null));
        person.CollectionPoint = row.FreeText(PeopleColumn.CollectionPoint);
        person.Agent = row.FreeText(PeopleColumn.Agent);
        person.Household = row.FreeText(PeopleColumn.Household);
        person.ConsentWording = row.FreeText(PeopleColumn.ConsentWording);
        person.ConsentProof = row.FreeText(PeopleColumn.ConsentProof);
    }

    private void ReadPlace(PeopleRow row, StagedPerson person, DateOnly? statedOn)
    {
        Span<char> province = stackalloc char[2];
        Span<char> commune = stackalloc char[5];
        var fault = places.Resolve(new PlaceCells
        {
            ProvinceCode = Padded(row, PeopleColumn.ProvinceCode, province),
            Province = row[PeopleColumn.Province],
            CommuneCode = Padded(row, PeopleColumn.CommuneCode, commune),
            Commune = row[PeopleColumn.Commune],
            StatedOn = statedOn,
        }, out var place);
        (person.ProvinceCode, person.CommuneCode) = (place.Province, place.Commune);
        if (place.CommuneLeftOut && fault == PlaceFault.None) tally.CommunesLeftOut++;
        switch (fault)
        {
            case PlaceFault.ProvinceUnknown: row.Fault("province-unknown", row[PeopleColumn.ProvinceCode].IsEmpty ? PeopleColumn.Province : PeopleColumn.ProvinceCode); break;
            case PlaceFault.ProvinceAmbiguous: row.Fault("province-ambiguous", PeopleColumn.ProvinceCode); break;
            case PlaceFault.ProvincesDisagree: row.Fault("provinces-disagree", PeopleColumn.ProvinceCode); break;
            case PlaceFault.CommuneUnknown: row.Fault("commune-unknown", CommuneColumn(row)); break;
            case PlaceFault.CommuneAmbiguous: row.Fault("commune-ambiguous", PeopleColumn.Commune); break;
            case PlaceFault.CommuneElsewhere: row.Fault("commune-elsewhere", CommuneColumn(row)); break;
        }
    }

    private static PeopleColumn CommuneColumn(PeopleRow row) => row[PeopleColumn.CommuneCode].IsEmpty ? PeopleColumn.Commune : PeopleColumn.CommuneCode;

    /// <summary>A code that a spreadsheet took for a number is padded: the column says how long it was.</summary>
    private static ReadOnlySpan<char> Padded(PeopleRow row, PeopleColumn column, Span<char> padded)
    {
        var cell = row[column];
        if (cell.IsEmpty || cell.Length >= padded.Length || row.Kind(column) != CellKind.Number) return cell;
        padded.Fill('0');
        cell.CopyTo(padded[^cell.Length..]);
        return padded;
    }
}
