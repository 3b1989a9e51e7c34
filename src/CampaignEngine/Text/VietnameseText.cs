using System.Globalization;
using System.Text;

namespace CampaignEngine.Text;

public static class VietnameseText
{
    private const char Gone = '\uFFFE';
    private const char NotAlone = '\uFFFF';

    /// <summary>Run once for every message: what most characters become, up to punctuation and currency signs.</summary>
    private static readonly char[] Known = [.. Enumerable.Range(0, 0x20D0).Select(c => KnownOf((char)c))];

    /// <summary>
    /// Vietnamese without accents, and typographic signs as GSM-7 has them. For Vietnamese only: it would destroy Khmer, Tai Viet and
    /// Cham, whose marks are not accents; the caller answers for the language.
    /// </summary>
    public static string StripAccents(string text)
    {
        var stripped = text.Length <= 1024 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var letter in text)
        {
            var known = letter < Known.Length ? Known[letter] : NotAlone;
            if (known == NotAlone) return StripByForms(text);
            if (known != Gone) stripped[length++] = known;
        }
        return new string(stripped[..length]);
    }

    /// <summary>The definition: decomposed, without the marks, composed again.</summary>
    internal static string StripByForms(string text)
    {
        var stripped = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                Append(stripped, letter);
        return stripped.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Between Arabic and Latin Extended Additional lie scripts whose letters compose with their neighbours.</summary>
    private static char KnownOf(char letter) => letter is >= '\u0900' and < '\u1E00' ? NotAlone : StripByForms(letter.ToString()) switch
    {
        "" => Gone,
        [var one] => one,
        _ => NotAlone,
    };

    internal static StringBuilder Append(StringBuilder text, char letter) => letter switch
    {
        'đ' or '₫' => text.Append('d'),
        'Đ' => text.Append('D'),
        '“' or '”' or '„' or '«' or '»' => text.Append('"'),
        '‘' or '’' => text.Append('\''),
        '–' or '—' or '−' or '‐' or '‑' or '•' or '·' => text.Append('-'),
        '…' => text.Append("..."),
        '\u00A0' or '\u202F' or '\u2009' => text.Append(' '),
        _ => text.Append(letter),
    };
}
