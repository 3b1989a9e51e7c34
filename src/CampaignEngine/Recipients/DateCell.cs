namespace CampaignEngine.Recipients;

/// <summary>Dates as files write them: dd/MM/yyyy with / - or ., or yyyy-MM-dd. The day comes first, as in Vietnam.</summary>
internal static class DateCell
{
    public static bool TryDate(ReadOnlySpan<char> cell, out DateOnly date)
    {
        date = default;
        if (cell.Length > 10 && cell[10] is ' ' or 'T') cell = cell[..10]; // a time of day behind the date
        if (!TrySplit(cell, out var a, out var b, out var c) || c < 0) return false;
        var (year, month, day) = a > 31 ? (a, b, c) : (c, b, a);
        if (year is < 1000 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>MM/yyyy, yyyy-MM or a date in that month; gives its first day.</summary>
    public static bool TryMonth(ReadOnlySpan<char> cell, out DateOnly month)
    {
        if (TryDate(cell, out month))
        {
            month = new DateOnly(month.Year, month.Month, 1);
            return true;
        }
        if (!TrySplit(cell, out var a, out var b, out var c) || c >= 0) return false;
        var (year, number) = a > 12 ? (a, b) : (b, a);
        if (year is < 1000 or > 9999 || number is < 1 or > 12) return false;
        month = new DateOnly(year, number, 1);
        return true;
    }

    public static bool TryYear(ReadOnlySpan<char> cell, out int year) => TryNumber(cell, out year) && cell.Length == 4;

    /// <summary>Two or three numbers with one kind of sign between; c is -1 where there are two.</summary>
    private static bool TrySplit(ReadOnlySpan<char> cell, out int a, out int b, out int c)
    {
        (a, b, c) = (0, 0, -1);
        var first = cell.IndexOfAny('/', '-', '.');
        if (first < 1) return false;
        var rest = cell[(first + 1)..];
        var second = rest.IndexOf(cell[first]);
        return TryNumber(cell[..first], out a)
            && (second < 0 ? TryNumber(rest, out b) : TryNumber(rest[..second], out b) && TryNumber(rest[(second + 1)..], out c));
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        if (digits.Length is 0 or > 4) return false;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            number = number * 10 + digit - '0';
        }
        return true;
    }
}
