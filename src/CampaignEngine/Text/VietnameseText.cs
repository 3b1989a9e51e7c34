using System.Globalization;
using System.Text;

namespace CampaignEngine.Text;

public static class VietnameseText
{
    /// <summary>
    /// Vietnamese without accents, and typographic signs as GSM-7 has them. For Vietnamese only: it would destroy Khmer, Tai Viet and
    /// Cham, whose marks are not accents; the caller answers for the language.
    /// </summary>
    public static string StripAccents(string text)
    {
        var stripped = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                Append(stripped, letter);
        return stripped.ToString().Normalize(NormalizationForm.FormC);
    }

    private static StringBuilder Append(StringBuilder text, char letter) => letter switch
    {
        'đ' or '₫' => text.Append('d'),
        'Đ' => text.Append('D'),
        '“' or '”' or '„' or '«' or '»' => text.Append('"'),
        '‘' or '’' => text.Append('\''),
        '–' or '—' or '−' or '‑' or '•' or '·' => text.Append('-'),
        '…' => text.Append("..."),
        '\u00A0' or '\u202F' or '\u2009' => text.Append(' '),
        _ => text.Append(letter),
    };
}
