using System.Diagnostics.CodeAnalysis;

namespace CampaignEngine.Consent;

/// <summary>Number keys by their bytes.</summary>
internal sealed class NumberKeyComparer : IEqualityComparer<byte[]>
{
    public static readonly NumberKeyComparer Instance = new();

    public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

    public int GetHashCode([DisallowNull] byte[] key)
    {
        var hash = new HashCode();
        hash.AddBytes(key);
        return hash.ToHashCode();
    }
}
