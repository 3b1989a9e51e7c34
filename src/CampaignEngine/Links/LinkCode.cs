using System.Security.Cryptography;

namespace CampaignEngine.Links;

/// <summary>The letters behind the host: drawn, not counted, so that nobody can walk through other people's links.</summary>
public static class LinkCode
{
    /// <summary>Without 0 and o, 1, i and l, which people take for each other.</summary>
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    /// <summary>2.7 × 10^10.</summary>
    private const int Length = 7;

    /// <summary>A guess that hits one would be counted as that person's: 8 × 10^14, for a million people a hit in 800 million guesses.</summary>
    private const int PersonalLength = 10;

    private static readonly char[] Trailing = ['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '”', '’'];

    public static string New(bool personal) => RandomNumberGenerator.GetString(Letters, personal ? PersonalLength : Length);

    /// <summary>The code as it was typed or taken out of a text, perhaps with the end of its sentence; null: it cannot be one.</summary>
    public static string? Read(string typed)
    {
        var code = typed.TrimEnd(Trailing).ToLowerInvariant();
        return code.Length is Length or PersonalLength && code.All(Letters.Contains) ? code : null;
    }
}
