using System.Text.RegularExpressions;

namespace CampaignEngine.Links;

/// <summary>Hosts as a setting names them: each by itself, or *. and all below it.</summary>
internal sealed partial class HostList(string setting)
{
    private readonly string[] entries = Split(setting);

    /// <param name="host">Lower case.</param>
    public bool Holds(string host) => entries.Any(entry => entry.StartsWith("*.", StringComparison.Ordinal)
        ? host.Length > entry.Length - 1 && host.EndsWith(entry[1..], StringComparison.Ordinal)
        : host == entry);

    /// <summary>Null: every entry is a host, and none lets in a whole top domain.</summary>
    public static string? Fault(string setting) =>
        Split(setting).FirstOrDefault(entry => !Entry().IsMatch(entry)) is { } wrong ? $"'{wrong}' is no host; write example.gov.vn or *.example.gov.vn" : null;

    public override string ToString() => string.Join(", ", entries);

    private static string[] Split(string setting) =>
        [.. setting.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.ToLowerInvariant())];

    [GeneratedRegex(@"^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\z")]
    private static partial Regex Entry();
}
