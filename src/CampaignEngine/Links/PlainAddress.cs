using System.Text;

namespace CampaignEngine.Links;

/// <summary>An address as a header may carry it: ASCII only, the host in lower case, a path in any case. What was encoded stays as it was.</summary>
internal static class PlainAddress
{
    /// <param name="address">One that keeps <see cref="AddressRules"/>.</param>
    public static string Of(string address)
    {
        var host = AddressRules.Authority(address);
        var rest = address[("https://".Length + host.Length)..];
        var plain = new StringBuilder("https://").Append(host.ToLowerInvariant());
        if (!rest.StartsWith('/')) plain.Append('/');
        foreach (var rune in rest.EnumerateRunes())
            plain.Append(rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        return plain.ToString();
    }
}
