using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CampaignEngine.Channels;

/// <summary>
/// Our own signature in a callback's address: proves that we gave this reference to this provider, also where the provider signs
/// nothing itself.
/// </summary>
public static class CallbackTag
{
    private const int Length = 16;

    public static string Of(byte[] key, string provider, MessageReference reference) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{provider}:{reference}")).AsSpan(0, Length));

    public static bool Matches(byte[] key, string provider, MessageReference reference, string tag) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(key, provider, reference)), Encoding.ASCII.GetBytes(tag));
}
