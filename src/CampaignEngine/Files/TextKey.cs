using System.Buffers;
using System.Globalization;
using System.Text;

namespace CampaignEngine.Files;

/// <summary>
/// How words are compared where accents, case and punctuation are forgiven: lower case, Latin letters without marks (Hoà = Hòa = hoa),
/// letters and digits only, single spaces. Marks of other scripts are letters' parts there and stay.
/// </summary>
public static class TextKey
{
    private const char Space = ' ';

    /// <summary>Key letters of every character below U+1F00, which holds all of Vietnamese; a space parts words, '\0' is dropped.</summary>
    private static readonly char[] Latin = [.. Enumerable.Range(0, 0x1F00).Select(c => KeyOf((char)c))];

    public static string Of(ReadOnlySpan<char> text)
    {
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        foreach (var letter in text)
        {
            var key = letter < Latin.Length ? Latin[letter] : KeyOf(letter);
            if (key == '\0' || key == Space && (length == 0 || rented[length - 1] == Space)) continue;
            rented[length++] = key;
        }
        if (length > 0 && rented[length - 1] == Space) length--;
        var result = new string(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return result;
    }

    private static char KeyOf(char letter)
    {
        if (letter is >= '\u0300' and <= '\u036F') return '\0';
        if (letter is 'đ' or 'Đ') return 'd';
        if (char.IsSurrogate(letter)) return letter;
        return CharUnicodeInfo.GetUnicodeCategory(letter) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => letter,
            _ when char.IsLetterOrDigit(letter) => char.ToLowerInvariant(letter < 0x1F00 ? letter.ToString().Normalize(NormalizationForm.FormD)[0] : letter),
            _ => Space,
        };
    }
}
