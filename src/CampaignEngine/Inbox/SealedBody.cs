using System.Security.Cryptography;

namespace CampaignEngine.Inbox;

/// <summary>AES-GCM: nonce, tag, cipher text. Without its month's key a body is noise.</summary>
internal static class SealedBody
{
    public const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> body)
    {
        var result = new byte[NonceLength + TagLength + body.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(result.AsSpan(0, NonceLength), body, result.AsSpan(NonceLength + TagLength), result.AsSpan(NonceLength, TagLength));
        return result;
    }

    /// <summary>Null where the key is not the one it was sealed under, or the body was changed.</summary>
    public static byte[]? Open(byte[] key, ReadOnlySpan<byte> sealedBody)
    {
        if (sealedBody.Length < NonceLength + TagLength) return null;
        var body = new byte[sealedBody.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        try
        {
            cipher.Decrypt(sealedBody[..NonceLength], sealedBody[(NonceLength + TagLength)..], sealedBody.Slice(NonceLength, TagLength), body);
            return body;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
