namespace CampaignEngine.Recipients;

/// <summary>The 11-digit mobile numbers that ended in 2018.</summary>
internal static class OldMobilePrefixes
{
    private const int OldNationalLength = 10;

    /// <summary>By the three digits behind the zero; the two that replaced them.</summary>
    private static readonly string?[] New = Table();

    /// <param name="national">Without the zero.</param>
    /// <param name="converted">Takes the nine digits of today.</param>
    public static bool TryConvert(ReadOnlySpan<char> national, Span<char> converted)
    {
        if (national.Length != OldNationalLength || New[int.Parse(national[..3], System.Globalization.CultureInfo.InvariantCulture)] is not { } prefix) return false;
        prefix.CopyTo(converted);
        national[3..].CopyTo(converted[2..]);
        return true;
    }

    private static string?[] Table()
    {
        var table = new string?[1000];
        for (var last = 2; last <= 9; last++) table[160 + last] = $"3{last}";
        (table[120], table[121], table[122], table[126], table[128]) = ("70", "79", "77", "76", "78");
        (table[123], table[124], table[125], table[127], table[129]) = ("83", "84", "85", "81", "82");
        (table[186], table[188], table[199]) = ("56", "58", "59");
        return table;
    }
}
