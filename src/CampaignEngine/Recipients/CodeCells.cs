using System.Numerics;

namespace CampaignEngine.Recipients;

/// <summary>Cells that hold one of a list of values, a number or a yes.</summary>
internal static class CodeCells
{
    private const int MostMonths = 720;

    /// <summary>Law 41/2024/QH15: the most that a chosen income can be is 20 times the reference level; ten times that is a slip.</summary>
    private const long MostIncome = 1_000_000_000;

    public static void Read(PeopleRow row, StagedPerson person)
    {
        person.Sex = Code(row, PeopleColumn.Sex, CodeSets.Sex);
        person.Occupation = Code(row, PeopleColumn.Occupation, CodeSets.Occupation);
        person.SupportCategory = Code(row, PeopleColumn.SupportCategory, CodeSets.SupportCategory);
        person.SchemeStatus = Code(row, PeopleColumn.SchemeStatus, CodeSets.SchemeStatus);
        person.PaymentMethod = Code(row, PeopleColumn.PaymentMethod, CodeSets.PaymentMethod);
        person.PhoneHolder = Code(row, PeopleColumn.PhoneHolder, CodeSets.PhoneHolder);
        person.BusinessOwner = Code(row, PeopleColumn.BusinessOwner, CodeSets.BusinessOwner);
        person.EthnicCode = Found(row, PeopleColumn.EthnicGroup, EthnicGroups.Match(row[PeopleColumn.EthnicGroup])?.Code);
        person.Language = Found(row, PeopleColumn.Language, Languages.Match(row[PeopleColumn.Language])?.Tag);
        person.Groups = Groups(row);
        person.UsesVssid = Flag(row, PeopleColumn.UsesVssid);
        person.ForeignNational = Flag(row, PeopleColumn.ForeignNational);
        person.Invented = Flag(row, PeopleColumn.Invented);
        person.ConsentSms = Flag(row, PeopleColumn.ConsentSms);
        person.ConsentZalo = Flag(row, PeopleColumn.ConsentZalo);
        person.Income = Amount(row, PeopleColumn.Income, MostIncome);
        person.MonthsSupported = (int?)Amount(row, PeopleColumn.MonthsSupported, MostMonths);
    }

    private static string? Code(PeopleRow row, PeopleColumn column, CodeSet set)
    {
        var cell = row[column];
        return cell.IsEmpty ? null : Found(row, column, set.Match(cell)?.Value);
    }

    private static string? Found(PeopleRow row, PeopleColumn column, string? value)
    {
        if (value is null && !row[column].IsEmpty) row.Fault("unknown-value", column);
        return value;
    }

    /// <summary>Several in one cell, parted by commas, semicolons or blanks; kept in the order of the list, each once.</summary>
    private static string[]? Groups(PeopleRow row)
    {
        var cell = row[PeopleColumn.Groups];
        if (cell.IsEmpty) return null;
        var found = 0u;
        foreach (var part in cell.SplitAny(',', ';', ' ', '+'))
        {
            if (cell[part].IsEmpty) continue;
            var index = IndexOf(cell[part]);
            if (index < 0)
            {
                row.Fault("unknown-value", PeopleColumn.Groups);
                return null;
            }
            found |= 1u << index;
        }
        return GroupsOf(found);
    }

    /// <param name="set">A bit a group, by its place in the list.</param>
    private static string[] GroupsOf(uint set)
    {
        var groups = new string[BitOperations.PopCount(set)];
        for (var at = 0; at < groups.Length; at++, set &= set - 1) groups[at] = CodeSets.Groups.Codes[BitOperations.TrailingZeroCount(set)].Value;
        return groups;
    }

    private static int IndexOf(ReadOnlySpan<char> group)
    {
        for (var i = 0; i < CodeSets.Groups.Codes.Count; i++)
            if (group.Equals(CodeSets.Groups.Codes[i].Value, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }

    private static bool? Flag(PeopleRow row, PeopleColumn column)
    {
        var cell = row[column];
        if (cell.IsEmpty) return null;
        var flag = FlagCell.Parse(cell);
        if (flag is null) row.Fault("not-yes-or-no", column);
        return flag;
    }

    private static long? Amount(PeopleRow row, PeopleColumn column, long most)
    {
        var cell = row[column];
        if (cell.IsEmpty) return null;
        if (AmountCell.TryParse(cell, out var amount) && amount <= most) return amount;
        row.Fault("number-shape", column);
        return null;
    }
}
