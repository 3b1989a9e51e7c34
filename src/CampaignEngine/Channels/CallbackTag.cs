using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CampaignEngine.Storage;

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

    /// <summary>The whole address a provider is to call about one message; null where no callbacks are asked for.</summary>
    internal static string? Address(WebhookOptions webhooks, EngineSecrets secrets, string path, string provider, MessageReference reference) =>
        webhooks.PublicBaseUrl.Length == 0 ? null : webhooks.Address($"{path}?m={reference}&h={Of(secrets.WebhookKey, provider, reference)}");

    public static bool Matches(byte[] key, string provider, MessageReference reference, string tag) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(key, provider, reference)), Encoding.ASCII.GetBytes(tag));
}
