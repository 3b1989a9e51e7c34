using PhoneNumbers;

namespace CampaignEngine.Recipients;

public enum PhoneFault { None, Empty, Characters, ShortCode, Length, Prefix, Invalid }

/// <summary>A subscriber's number in E.164. A foreign one is kept, and not sent SMS.</summary>
/// <param name="WasOldForm">It had eleven digits and was converted.</param>
public readonly record struct PhoneNumber(string E164, bool WasOldForm, bool IsForeign)
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    public static bool TryParse(string raw, out PhoneNumber number, out PhoneFault fault)
    {
        number = default;
        Span<char> digits = stackalloc char[20];
        fault = Digits(raw, digits, out var length, out var plus);
        if (fault != PhoneFault.None) return false;
        ReadOnlySpan<char> all = digits[..length];

        if (plus || all.StartsWith("00"))
        {
            if (!plus) all = all[2..];
            if (!all.StartsWith("84")) return TryForeign(all, out number, out fault);
            all = all[2..];
            if (all.StartsWith("0")) all = all[1..]; // +84 (0)9…: the trunk zero written along
        }
        else if (all.StartsWith("84") && all.Length is 11 or 12) all = all[2..];
        else if (all.StartsWith("0")) all = all[1..];
        else if (all.Length is not (9 or 10))
        {
            fault = all.Length <= 6 ? PhoneFault.ShortCode : PhoneFault.Length;
            return false;
        }
        return TryNational(all, out number, out fault);
    }

    /// <summary>Nine digits that begin as mobile numbers do; the library alone lets through 0140…, 0160… and other writing systems' digits.</summary>
    private static bool TryNational(ReadOnlySpan<char> national, out PhoneNumber number, out PhoneFault fault)
    {
        number = default;
        var old = false;
        if (national.Length == 10 && PhonePrefixes.Old.TryGetValue(national[..3].ToString(), out var prefix))
        {
            national = string.Concat(prefix, national[3..]);
            old = true;
        }
        fault = national.Length switch
        {
            <= 6 => PhoneFault.ShortCode,
            9 when national[0] is '3' or '5' or '7' or '8' or '9' => PhoneFault.None,
            9 => PhoneFault.Prefix,
            _ => PhoneFault.Length,
        };
        if (fault != PhoneFault.None) return false;
        number = new PhoneNumber(string.Concat("+84", national), old, IsForeign: false);
        return true;
    }

    private static bool TryForeign(ReadOnlySpan<char> digits, out PhoneNumber number, out PhoneFault fault)
    {
        (number, fault) = (default, PhoneFault.Invalid);
        try
        {
            var text = string.Concat("+", digits);
            if (!Library.IsValidNumber(Library.Parse(text, "VN"))) return false;
            (number, fault) = (new PhoneNumber(text, WasOldForm: false, IsForeign: true), PhoneFault.None);
            return true;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    /// <summary>ASCII digits and the signs people put between them; a letter O for a zero is a fault and not a guess.</summary>
    private static PhoneFault Digits(string raw, Span<char> digits, out int length, out bool plus)
    {
        (length, plus) = (0, false);
        foreach (var letter in raw.AsSpan().Trim())
        {
            if (char.IsAsciiDigit(letter))
            {
                if (length == digits.Length) return PhoneFault.Length;
                digits[length++] = letter;
            }
            else if (letter == '+' && length == 0 && !plus) plus = true;
            else if (letter is not (' ' or '.' or '-' or '(' or ')' or '\u00A0')) return PhoneFault.Characters;
        }
        return length == 0 ? PhoneFault.Empty : PhoneFault.None;
    }
}
