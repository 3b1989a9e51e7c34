namespace CampaignEngine.Simulator;

/// <summary>Numbers in [0, 1) that depend on the seed and the id alone (SplitMix64 over an FNV-1a hash).</summary>
internal struct Draws(long seed, string id, int salt = 0)
{
    private ulong state = unchecked((ulong)seed * 0x9E3779B97F4A7C15) ^ Hash(id) ^ unchecked((ulong)salt * 0xD1B54A32D192ED03);

    public double Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text) hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }
}
