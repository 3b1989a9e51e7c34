namespace CampaignEngine.Recipients;

/// <summary>Takes the ASCII digits out of a cell that holds one phone number and nothing else.</summary>
internal static class PhoneDigits
{
    /// <param name="length">Digits read; all of the buffer when there were more.</param>
    public static bool TryRead(ReadOnlySpan<char> raw, Span<char> digits, out int length, out bool plus)
    {
        length = 0;
        plus = false;
        foreach (var letter in raw.Trim())
        {
            if (char.IsAsciiDigit(letter))
            {
                if (length == digits.Length) return false;
                digits[length++] = letter;
            }
            else if (letter == '+' && length == 0 && !plus)
                plus = true;
            else if (letter is not (' ' or '.' or '-' or '(' or ')' or '\u00A0'))
                return false;
        }
        return length > 0;
    }
}
