using System.Buffers;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Links;

/// <summary>
/// Where people may be led. Read from the letters of the address and not through a parser: programs disagree about odd addresses, and what
/// is odd is refused. Asked when a link is made and again at every click.
/// </summary>
public sealed partial class AddressRules(IOptions<LinksOptions> options)
{
    private const int Longest = 2000;
    private static readonly SearchValues<char> Odd = SearchValues.Create("\\\"<>^`{|}");

    private readonly HostList allowed = new(options.Value.AllowedHosts);
    private readonly HostList sms = new(options.Value.SmsHosts);

    /// <summary>Null: people may be led there from that medium.</summary>
    public Problem? Fault(string address, string medium)
    {
        if (FormFault(address) is { } fault) return fault;
        var host = Authority(address).ToLowerInvariant();
        if (!allowed.Holds(host)) return AddressProblems.NotAllowed(address, host, allowed);
        return medium == LinkMedium.Sms && !sms.Holds(host) ? AddressProblems.NotInSms(address, host, sms) : null;
    }

    /// <summary>Null: an address of the plain form that alone is let through, whatever its host.</summary>
    internal static Problem? FormFault(string address)
    {
        if (address.Length > Longest || address.AsSpan().ContainsAny(Odd) || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            return AddressProblems.Characters(address);
        if (!address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) return AddressProblems.Scheme(address);
        var authority = Authority(address);
        if (authority.Contains('@')) return AddressProblems.UserInfo(address);
        if (authority.Contains(':')) return AddressProblems.Port(address);
        var host = authority.ToLowerInvariant();
        if (!host.All(char.IsAscii) || host.Split('.').Any(label => label.StartsWith("xn--", StringComparison.Ordinal))) return AddressProblems.LookAlike(address);
        return HostName().IsMatch(host) ? null : AddressProblems.Host(address);
    }

    internal static string Authority(string address)
    {
        var rest = address["https://".Length..];
        return rest.IndexOfAny(['/', '?', '#']) is >= 0 and var end ? rest[..end] : rest;
    }

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\z")]
    private static partial Regex HostName();
}
