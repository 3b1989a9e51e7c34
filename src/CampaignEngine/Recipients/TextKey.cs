using System.Globalization;
using System.Text;

namespace CampaignEngine.Recipients;

/// <summary>A text folded for comparing: lower case, no marks (Hoà = Hòa = hoa), đ as d, single spaces.</summary>
public static class TextKey
{
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var space = false;
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsWhiteSpace(letter))
            {
                space = folded.Length > 0;
                continue;
            }
            if (space) folded.Append(' ');
            space = false;
            folded.Append(letter is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(letter));
        }
        return folded.ToString();
    }
}
