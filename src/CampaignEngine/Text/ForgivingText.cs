using System.Globalization;
using System.Text;

namespace CampaignEngine.Text;

/// <summary>
/// A text for comparing with what people copy or type: case, spaces, accents of Latin letters, kinds of quotes and dashes are forgiven. Every
/// other sign counts: dots and digits make hosts and telephone numbers. Marks of other scripts are parts of their letters and stay.
/// </summary>
public static class ForgivingText
{
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
            if (letter is not (>= '\u0300' and <= '\u036F') && !char.IsWhiteSpace(letter) && !char.IsControl(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.Format)
                VietnameseText.Append(plain, char.ToLowerInvariant(letter));
        return plain.ToString();
    }
}
