namespace CampaignEngine.Text;

/// <summary>
/// Vietnamese words of a whole number, as a newsreader says them: 21 hai mươi mốt, 1010 một nghìn không trăm mười. Own code: the library that was
/// looked at leaves "không trăm" out.
/// </summary>
public static class NumberWords
{
    private static readonly string[] Digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    private static readonly string[] Scales = ["", "nghìn", "triệu", "tỷ"];

    /// <summary>The largest number with words of its own; a larger one is no quantity that a text for people names.</summary>
    public const long Largest = 999_999_999_999;

    public static string Of(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Largest);
        if (number == 0) return Digits[0];
        var words = new List<string>();
        for (var scale = Scales.Length - 1; scale >= 0; scale--)
        {
            var group = (int)(number / (long)Math.Pow(1000, scale) % 1000);
            if (group == 0) continue;
            words.AddRange(Group(group, behindAnother: words.Count > 0));
            if (scale > 0) words.Add(Scales[scale]);
        }
        return string.Join(' ', words);
    }

    /// <summary>One digit after the other, as telephone numbers are read.</summary>
    public static string OfDigits(ReadOnlySpan<char> digits)
    {
        var words = new List<string>(digits.Length);
        foreach (var digit in digits) words.Add(Digits[digit - '0']);
        return string.Join(' ', words);
    }

    private static IEnumerable<string> Group(int number, bool behindAnother)
    {
        var (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
        if (hundreds > 0 || behindAnother)
        {
            yield return Digits[hundreds];
            yield return "trăm";
            if (tens == 0 && ones > 0) yield return "linh";
        }
        if (tens == 1) yield return "mười";
        if (tens > 1)
        {
            yield return Digits[tens];
            yield return "mươi";
        }
        if (ones == 0) yield break;
        yield return (tens, ones) switch
        {
            ( > 1, 1) => "mốt",
            ( > 1, 4) => "tư",
            ( > 0, 5) => "lăm",
            _ => Digits[ones],
        };
    }
}
