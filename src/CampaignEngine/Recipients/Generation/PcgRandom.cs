using System.Numerics;

namespace CampaignEngine.Recipients.Generation;

/// <summary>
/// PCG-XSH-RR 64/32 (O'Neill 2014, www.pcg-random.org). A published algorithm: what a seed gives must not change with the runtime,
/// as it may with System.Random.
/// </summary>
internal sealed class PcgRandom
{
    private const ulong Multiplier = 6364136223846793005;

    private readonly ulong increment;
    private ulong state;

    public PcgRandom(ulong seed, ulong stream = 54)
    {
        increment = (stream << 1) | 1;
        Next();
        state += seed;
        Next();
    }

    public uint Next()
    {
        var old = state;
        state = old * Multiplier + increment;
        return BitOperations.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
    }

    /// <summary>0 ≤ x &lt; limit; the unevenness of the multiplication is below 2⁻¹⁶ for the limits used here.</summary>
    public int Below(int limit) => (int)(((ulong)Next() * (uint)limit) >> 32);

    /// <summary>Both ends are in.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool PerMille(int share) => Below(1000) < share;

    public T Pick<T>(IReadOnlyList<T> values) => values[Below(values.Count)];
}
