namespace CampaignEngine.Channels;

/// <summary>Credentials and personal data travel under TLS; plain HTTP is for a look-alike on this machine.</summary>
internal static class SafeAddress
{
    public const string Rule = "an absolute https:// address is needed (http:// for loopback only)";

    public static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
}
