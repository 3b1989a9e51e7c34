namespace CampaignEngine.Recipients;

/// <summary>
/// Tells of a row whether somebody of the same number, or of the same phone and name, may have stood above it in the file. It may say so
/// wrongly (6 in 1,000 rows of a million), never fail to: only what it points at has to be compared row with row. A Bloom filter of fixed size.
/// </summary>
internal sealed class SeenBefore
{
    private const int Bits = 27; // 16 MiB

    private readonly ulong[] bits = new ulong[1 << (Bits - 6)];

    public bool Add(StagedPerson person)
    {
        // Every kind is entered, whatever the ones before it answered.
        var seen = person.PersonalNumber is { } personal && Add(HashCode.Combine(1, personal));
        seen |= person.InsuranceNumber is { } insurance && Add(HashCode.Combine(2, insurance));
        seen |= person.Phone is { } phone && Add(HashCode.Combine(3, phone, person.NameKey));
        return seen;
    }

    private bool Add(int hash)
    {
        var spread = (uint)hash * 0x9E3779B97F4A7C15;
        var first = Set((int)(spread >> (64 - Bits)));
        return Set((int)(spread >> (64 - 2 * Bits)) & ((1 << Bits) - 1)) & first;
    }

    /// <returns>Whether it was set.</returns>
    private bool Set(int bit)
    {
        ref var word = ref bits[bit >> 6];
        var mask = 1UL << (bit & 63);
        var was = (word & mask) != 0;
        word |= mask;
        return was;
    }
}
