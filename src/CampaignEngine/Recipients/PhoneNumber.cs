using PhoneNumbers;

namespace CampaignEngine.Recipients;

/// <summary>A number a message can be sent to.</summary>
/// <param name="E164">With +84 for Vietnamese ones.</param>
/// <param name="WasOldForm">Written with 11 digits, the form that ended in 2018.</param>
/// <param name="IsForeign">Kept, but not sent SMS.</param>
public readonly record struct PhoneNumber(string E164, bool WasOldForm, bool IsForeign)
{
    private const int NationalLength = 9;
    private const int MostDigits = 18;

    /// <summary>
    /// The characters are checked before the library is asked: it reads letters and other scripts' digits as digits, and would
    /// make a number of what a person mistyped.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> raw, out PhoneNumber number, out PhoneFault fault)
    {
        number = default;
        Span<char> buffer = stackalloc char[MostDigits];
        if (!PhoneDigits.TryRead(raw, buffer, out var length, out var international))
        {
            fault = length == MostDigits ? PhoneFault.Length : PhoneFault.Characters;
            return false;
        }
        ReadOnlySpan<char> digits = buffer[..length];
        if (!international && digits.StartsWith("00"))
        {
            digits = digits[2..];
            international = true;
        }
        if (!international && digits.StartsWith("84") && digits.Length is 11 or 12)
            international = true;

        if (international && !digits.StartsWith("84")) return Foreign(digits, out number, out fault);
        return Vietnamese(international ? WithoutTrunk(digits[2..]) : WithoutTrunk(digits), out number, out fault);
    }

    /// <summary>The trunk zero is also written behind the country code by mistake (+84 0912…), and lost where a spreadsheet took the number for a quantity.</summary>
    private static ReadOnlySpan<char> WithoutTrunk(ReadOnlySpan<char> digits) => digits.StartsWith("0") ? digits[1..] : digits;

    private static bool Vietnamese(ReadOnlySpan<char> national, out PhoneNumber number, out PhoneFault fault)
    {
        number = default;
        fault = PhoneFault.None;
        Span<char> e164 = stackalloc char[3 + NationalLength];
        "+84".CopyTo(e164);
        var old = OldMobilePrefixes.TryConvert(national, e164[3..]);
        if (!old)
        {
            fault = FaultOf(national);
            if (fault != PhoneFault.None) return false;
            national.CopyTo(e164[3..]);
        }
        if (!MobilePrefixes.Assigned(e164[3..]))
        {
            fault = PhoneFault.Unassigned;
            return false;
        }
        number = new PhoneNumber(new string(e164), old, IsForeign: false);
        return true;
    }

    private static PhoneFault FaultOf(ReadOnlySpan<char> national) => national switch
    {
        { Length: <= 6 } => PhoneFault.ShortCode,
        ['1', '8' or '9', '0', '0', ..] => PhoneFault.ShortCode,
        ['2', ..] and { Length: 9 or 10 } => PhoneFault.NotMobile,
        { Length: not NationalLength } => PhoneFault.Length,
        ['3' or '5' or '7' or '8' or '9', ..] => PhoneFault.None,
        _ => PhoneFault.NotMobile,
    };

    private static bool Foreign(ReadOnlySpan<char> digits, out PhoneNumber number, out PhoneFault fault)
    {
        number = default;
        fault = PhoneFault.Unassigned;
        var library = PhoneNumberUtil.GetInstance();
        try
        {
            var parsed = library.Parse("+" + digits.ToString(), null);
            if (!library.IsValidNumber(parsed)) return false;
            number = new PhoneNumber(library.Format(parsed, PhoneNumberFormat.E164), WasOldForm: false, IsForeign: true);
        }
        catch (NumberParseException)
        {
            return false;
        }
        fault = PhoneFault.None;
        return true;
    }
}
