namespace CampaignEngine.Recipients.Generation;

/// <summary>Numbers that are right by their shape; whose they are nobody asked, so that they are for the simulator alone.</summary>
internal static class InventedPhone
{
    private static readonly string[] Prefixes =
        ("032 033 034 035 036 037 038 039 056 058 070 076 077 078 079 081 082 083 084 085 086 088 "
        + "090 091 093 094 096 097 098 090 091 093 094 096 097 098").Split(' ');

    /// <summary>Eleven digits, the form that ended in 2018.</summary>
    private static readonly string[] OldPrefixes =
        "0162 0163 0164 0165 0166 0167 0168 0169 0120 0121 0122 0126 0128 0123 0124 0125 0127 0129 0186 0188".Split(' ');

    /// <summary>0 and nine digits.</summary>
    public static string National(PcgRandom random) => $"{random.Pick(Prefixes)}{random.Below(10_000_000):D7}";

    /// <summary>Other ways to write the same number, and other numbers.</summary>
    public static string AsWritten(string national, PcgRandom random)
    {
        var way = random.Below(1000);
        if ((way -= GenerationShares.OldElevenDigits) < 0) return $"{random.Pick(OldPrefixes)}{national.AsSpan(3)}";
        if ((way -= GenerationShares.WrittenInternationally) < 0) return $"+84{national.AsSpan(1)}";
        if ((way -= GenerationShares.WrittenWithSpaces) < 0) return Grouped(national, ' ');
        if ((way -= GenerationShares.WrittenWithDots) < 0) return Grouped(national, '.');
        return way - GenerationShares.AbroadNumber < 0 ? Abroad(random) : national;
    }

    private static string Grouped(string national, char between) => $"{national.AsSpan(0, 4)}{between}{national.AsSpan(4, 3)}{between}{national.AsSpan(7)}";

    /// <summary>Vietnamese who work in Korea and Japan.</summary>
    private static string Abroad(PcgRandom random) => random.PerMille(500) ? $"+8210{random.Between(20_000_000, 49_999_999)}" : $"+8190{random.Between(10_000_000, 99_999_999)}";
}
