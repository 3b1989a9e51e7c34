using System.Text.RegularExpressions;

namespace CampaignEngine.Links;

/// <summary>The marks by which the portal's own statistics tell campaigns apart. The same for everybody: nothing in them is about a person.</summary>
/// <param name="Source">Which page or list: bhxh-vn, fanpage-hanoi.</param>
/// <param name="Medium">One of <see cref="LinkMedium"/>.</param>
/// <param name="Content">Tells two links of one campaign and medium apart.</param>
public sealed partial record UtmTags(string Source, string Medium, string Campaign, string? Content = null)
{
    private (string Name, string? Value)[] Pairs =>
        [("utm_source", Source), ("utm_medium", Medium), ("utm_campaign", Campaign), ("utm_content", Content)];

    public IEnumerable<Problem> Faults()
    {
        foreach (var (name, value) in Pairs)
            if (value is not null && !Word().IsMatch(value))
                yield return new Problem("link-utm", name, $"{name} là chữ thường không dấu, số, . _ -, tối đa 60: '{value}'.",
                    $"{name} is lower-case letters, digits, . _ -, at most 60: '{value}'.");
        if (!LinkMedium.All.Contains(Medium))
            yield return new Problem("link-medium", "utm_medium", $"Không có kênh '{Medium}'; các kênh: {string.Join(", ", LinkMedium.All)}.",
                $"There is no medium '{Medium}'; there are {string.Join(", ", LinkMedium.All)}.");
    }

    /// <summary>The address with these marks in the place of such as it had. All else of its query and its fragment stay letter for letter.</summary>
    /// <param name="address">One that keeps <see cref="AddressRules"/>.</param>
    public string PutInto(string address)
    {
        var (rest, fragment) = Cut(address, '#');
        var (path, query) = Cut(rest, '?');
        var ours = Pairs.Where(p => p.Value is not null).ToList();
        var kept = query.Length <= 1 ? [] : query[1..].Split('&').Where(part => !ours.Any(p => NameOf(part).Equals(p.Name, StringComparison.OrdinalIgnoreCase)));
        return $"{path}?{string.Join('&', kept.Concat(ours.Select(p => $"{p.Name}={p.Value}")))}{fragment}";
    }

    private static string NameOf(string part) => Uri.UnescapeDataString(Cut(part, '=').Before);

    private static (string Before, string FromThere) Cut(string text, char at) => text.IndexOf(at) is >= 0 and var index ? (text[..index], text[index..]) : (text, "");

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,59}\z")]
    private static partial Regex Word();
}
