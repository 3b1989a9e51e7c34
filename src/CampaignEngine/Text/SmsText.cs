using System.Text;

namespace CampaignEngine.Text;

/// <summary>Encoding and parts of an SMS. Run once for every message, so measuring allocates nothing.</summary>
public static class SmsText
{
    /// <summary>NFC, so that an accent is one letter and not a letter and a mark, and line ends as GSM-7 has them.</summary>
    public static string Normalise(string text) => text.Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n");

    /// <summary>Of a text that was normalised. A part holds 160 or 70 units alone, 153 or 67 in a chain, whose header takes the rest.</summary>
    public static SmsSize Measure(ReadOnlySpan<char> text)
    {
        if (!Gsm7.Covers(text))
            return new SmsSize(SmsEncoding.UCS2, text.Length, text.Length <= 70 ? 1 : PackUcs2(text));
        if (!Gsm7.HasExtended(text))
            return new SmsSize(SmsEncoding.GSM7, text.Length, text.Length <= 160 ? Math.Min(text.Length, 1) : (text.Length + 152) / 153);

        var units = text.Length;
        foreach (var letter in text)
            if (Gsm7.IsExtended(letter)) units++;
        return new SmsSize(SmsEncoding.GSM7, units, units <= 160 ? 1 : PackGsm7(text));
    }

    /// <summary>An escape and its letter stay in one part, so parts are packed and not divided.</summary>
    private static int PackGsm7(ReadOnlySpan<char> text)
    {
        var (parts, used) = (1, 0);
        foreach (var letter in text)
        {
            var size = Gsm7.IsExtended(letter) ? 2 : 1;
            if (used + size > 153) (parts, used) = (parts + 1, 0);
            used += size;
        }
        return parts;
    }

    /// <summary>The two halves of a surrogate pair stay in one part.</summary>
    private static int PackUcs2(ReadOnlySpan<char> text)
    {
        var (parts, used) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var size = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            if (used + size > 67) (parts, used) = (parts + 1, 0);
            used += size;
            i += size - 1;
        }
        return parts;
    }
}
