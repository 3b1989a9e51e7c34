using System.Security.Cryptography;
using System.Text;

namespace CampaignEngine.Recipients;

/// <summary>What suppression and caps are kept by: a keyed hash of the number, so that erasure can leave it behind.</summary>
public static class NumberKey
{
    /// <param name="key">EngineSecrets.NumberKey.</param>
    /// <returns>HMAC-SHA256, cut to 16 bytes.</returns>
    public static byte[] Of(byte[] key, string e164)
    {
        Span<byte> number = stackalloc byte[32];
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, number[..Encoding.ASCII.GetBytes(e164, number)], hash);
        return hash[..16].ToArray();
    }
}
