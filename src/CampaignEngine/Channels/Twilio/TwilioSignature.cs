using System.Security.Cryptography;
using System.Text;

namespace CampaignEngine.Channels.Twilio;

/// <summary>
/// X-Twilio-Signature: Base64(HMAC-SHA1(token, public address + each form name and value in ordinal order)); for a body that is no form,
/// its SHA-256 stands in the address as bodySHA256. Twilio may sign the address with or without its port: both are tried.
/// </summary>
public static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    public static bool IsValid(string token, Uri address, ReadOnlySpan<byte> body, bool isForm, string signature)
    {
        if (!isForm && !BodyMatches(address, body)) return false;
        var fields = isForm ? FormBody.Parse(body).Fields : [];
        // Not short-circuited: how long a refusal takes tells nothing.
        return Matches(token, WithoutPort(address), fields, signature) | Matches(token, WithPort(address), fields, signature);
    }

    public static string Compute(string token, string address, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder(address);
        // A name that stands twice counts once a distinct value, as in Twilio's own libraries.
        foreach (var (name, value) in fields.Distinct().OrderBy(f => f.Key, StringComparer.Ordinal).ThenBy(f => f.Value, StringComparer.Ordinal))
            text.Append(name).Append(value);
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static bool Matches(string token, string address, IReadOnlyList<KeyValuePair<string, string>> fields, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Compute(token, address, fields)), Encoding.UTF8.GetBytes(signature));

    private static bool BodyMatches(Uri address, ReadOnlySpan<byte> body)
    {
        const string name = "bodySHA256=";
        var given = address.Query.TrimStart('?').Split('&').FirstOrDefault(p => p.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? "";
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(body))), Encoding.ASCII.GetBytes(given.ToLowerInvariant()));
    }

    private static string WithPort(Uri address) => $"{address.Scheme}://{address.Host}:{address.Port}{address.PathAndQuery}";

    private static string WithoutPort(Uri address) => $"{address.Scheme}://{address.Host}{address.PathAndQuery}";
}
