using System.Buffers.Binary;

namespace CampaignEngine.Consent;

/// <summary>
/// The advisory locks that make two claims of one number take turns. A row per number would do as well, but locking it writes the row;
/// these write nothing, and a number that was never contacted needs no row first.
/// </summary>
internal static class NumberLocks
{
    /// <summary>In one order for all, so that two claims with numbers in common cannot wait for each other crosswise.</summary>
    public static long[] Of(IEnumerable<byte[]> numberKeys) => [.. numberKeys.Select(Of).Distinct().Order()];

    /// <summary>The key is a keyed hash already. Two numbers on one lock would only wait once without need.</summary>
    private static long Of(byte[] numberKey)
    {
        Span<byte> first = stackalloc byte[sizeof(long)];
        numberKey.AsSpan(0, Math.Min(numberKey.Length, first.Length)).CopyTo(first);
        return BinaryPrimitives.ReadInt64BigEndian(first);
    }
}
