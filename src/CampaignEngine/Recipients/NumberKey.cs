using System.Security.Cryptography;
using System.Text;

namespace CampaignEngine.Recipients;

/// <summary>The keyed hash of a phone number: what refusals and caps are kept by, and all that erasure leaves.</summary>
public static class NumberKey
{
    /// <summary>Half of the hash is plenty to tell numbers apart and halves every index on it.</summary>
    public const int Length = 16;

    /// <param name="key">EngineSecrets.NumberKey.</param>
    /// <param name="e164">As <see cref="PhoneNumber.E164"/> writes it.</param>
    public static byte[] Of(byte[] key, string e164)
    {
        Span<byte> number = stackalloc byte[Encoding.UTF8.GetMaxByteCount(e164.Length)];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, number[..Encoding.UTF8.GetBytes(e164, number)], hash);
        return hash[..Length].ToArray();
    }

    /// <summary>The same of a person who is known by Zalo's own id and no number; an id is no number.</summary>
    public static byte[] OfZaloId(byte[] key, string zaloId) => Of(key, "zalo:" + zaloId);
}
