using CampaignEngine.Files;

namespace CampaignEngine.Recipients;

/// <summary>Who the row is about: name and numbers.</summary>
internal static class IdentityCells
{
    private const int PersonalLength = 12;
    private const int InsuranceLength = 10;

    /// <summary>A personal number begins with the code of a province, 001 to 096: it loses two zeros at most.</summary>
    private const int LeastPersonalDigits = 10;

    public static void Read(PeopleRow row, StagedPerson person, PeopleTally tally)
    {
        ReadName(row, person);
        person.PersonalNumber = Certain(row, PeopleColumn.PersonalNumber, PersonalLength, LeastPersonalDigits, "personal-number-shape", tally);
        // An insurance number begins with the code of a province of two digits: it loses one zero at most. Fewer digits were never one.
        person.InsuranceNumber = Certain(row, PeopleColumn.InsuranceNumber, InsuranceLength, InsuranceLength - 1, "insurance-number-shape", tally);
        ReadEither(row, person);
    }

    private static void ReadName(PeopleRow row, StagedPerson person)
    {
        person.FullName = row.FreeText(PeopleColumn.FullName) ?? "";
        person.NameKey = TextKey.Of(person.FullName);
        if (row[PeopleColumn.FullName].IsEmpty) row.Fault("name-missing", PeopleColumn.FullName);
        else if (!IsName(person.FullName)) row.Fault("name-shape", PeopleColumn.FullName);
    }

    private static bool IsName(string name)
    {
        var letters = 0;
        foreach (var letter in name)
        {
            if (char.IsLetter(letter) || char.IsSurrogate(letter)) letters++;
            else if (char.IsControl(letter) || char.IsDigit(letter) || char.IsSymbol(letter) || letter is '@' or '?' or '_' or '/' or '\\') return false;
        }
        return letters > 0 || name.Length == 0;
    }

    /// <summary>
    /// The column says which number it is, so that zeros a spreadsheet dropped can be put back. In a text cell a missing digit
    /// is a missing digit.
    /// </summary>
    private static string? Certain(PeopleRow row, PeopleColumn column, int length, int leastDigits, string shape, PeopleTally tally)
    {
        var cell = row[column];
        if (cell.IsEmpty) return null;
        if (!AllDigits(cell)) row.Fault(shape, column);
        else if (cell.Length == length) return cell.ToString();
        else if (row.Kind(column) != CellKind.Number || cell.Length > length) row.Fault(shape, column);
        else if (cell.Length < leastDigits) row.Fault("lost-zeros", column);
        else
        {
            tally.ZerosRestored++;
            return cell.ToString().PadLeft(length, '0');
        }
        return null;
    }

    /// <summary>
    /// A column that may hold either: a personal number that lost two zeros has the shape of an insurance number and would match
    /// somebody else, so a number here must have all its twelve digits or be text.
    /// </summary>
    private static void ReadEither(PeopleRow row, StagedPerson person)
    {
        var cell = row[PeopleColumn.Identifier];
        if (cell.IsEmpty) return;
        if (!AllDigits(cell) || cell.Length > PersonalLength) row.Fault("identifier-shape", PeopleColumn.Identifier);
        else if (cell.Length == PersonalLength) Take(row, ref person.PersonalNumber, cell);
        else if (row.Kind(PeopleColumn.Identifier) == CellKind.Number) row.Fault("lost-zeros", PeopleColumn.Identifier);
        else if (cell.Length == InsuranceLength) Take(row, ref person.InsuranceNumber, cell);
        else row.Fault("identifier-shape", PeopleColumn.Identifier);
    }

    private static void Take(PeopleRow row, ref string? number, ReadOnlySpan<char> cell)
    {
        if (number is null) number = cell.ToString();
        else if (!cell.SequenceEqual(number)) row.Fault("identifiers-disagree", PeopleColumn.Identifier);
    }

    private static bool AllDigits(ReadOnlySpan<char> cell) => !cell.ContainsAnyExceptInRange('0', '9');
}
