namespace CampaignEngine.Recipients;

/// <summary>Whole amounts: 1500000, 1.500.000, 1,500,000, with đ, ₫ or VND behind. A sign must part groups of three: 1.5 is no amount.</summary>
internal static class AmountCell
{
    private const int MostDigits = 12;
    private static readonly string[] Units = ["VNĐ", "VND", "đồng", "đ", "₫"];

    public static bool TryParse(ReadOnlySpan<char> cell, out long amount)
    {
        amount = 0;
        foreach (var unit in Units)
            if (cell.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                cell = cell[..^unit.Length].TrimEnd();
                break;
            }
        if (cell.IsEmpty) return false;
        int digits = 0, sinceSign = -1;
        var sign = '\0';
        foreach (var letter in cell)
        {
            if (char.IsAsciiDigit(letter))
            {
                if (++digits > MostDigits) return false;
                amount = amount * 10 + letter - '0';
                if (sinceSign >= 0) sinceSign++;
                continue;
            }
            if (letter is not ('.' or ',' or ' ' or '\u00A0') || digits == 0 || sign != '\0' && letter != sign || sinceSign is not (-1 or 3)) return false;
            if (sinceSign == -1 && digits > 3) return false;
            (sign, sinceSign) = (letter, 0);
        }
        return sinceSign is -1 or 3;
    }
}
