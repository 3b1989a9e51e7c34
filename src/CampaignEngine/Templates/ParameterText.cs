using System.Text.RegularExpressions;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Zalo;
using CampaignEngine.Text;

namespace CampaignEngine.Templates;

/// <summary>
/// A text of which only the parameters are ours: one line "name: value" each. What is stored and sent is the medium's own form of them. Only names that
/// stand in the template's own words count: a value from a list cannot bring in another line.
/// </summary>
internal sealed partial class ParameterText(string providerTemplate, IReadOnlyList<TemplateParameter>? rules, IReadOnlyList<string> names) : ITextForm
{
    /// <param name="rules">Null where the provider was not asked yet.</param>
    public static ParameterText Of(string body, string providerTemplate, IReadOnlyList<TemplateParameter>? rules) => new(providerTemplate, rules, NamesOf(body));

    /// <summary>The names a template can write, in their order; whether it does may depend on the person.</summary>
    public static IReadOnlyList<string> NamesOf(string body) =>
        [.. Name().Matches(Code().Replace(body, "")).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    public RenderResult Finish(string rendered)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var line in SmsText.Normalise(rendered).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.IndexOf(':') is not (> 0 and var colon)) return new RenderFault("not-a-parameter", $"line {values.Count + 1} is no \"name: value\"");
            var (name, value) = (line[..colon].TrimEnd(), line[(colon + 1)..].TrimStart());
            if (!names.Contains(name) || values.Any(v => v.Key == name)) return new RenderFault("not-a-parameter", $"line {values.Count + 1} is no parameter of the template, or stands twice");
            if (value.Length > 0) values.Add(new(name, value));
        }
        if (values.Count == 0) return new RenderFault("empty", "the text is empty");
        if (rules is not null && ParameterRules.Faults(rules, values).FirstOrDefault() is { } fault) return fault;
        var body = new ZaloText(providerTemplate, values).Write();
        return new Rendered(body, new SmsSize(SmsEncoding.UCS2, body.Length, 1));
    }

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[ \t]*(?<name>[A-Za-z_][A-Za-z0-9_]*)[ \t]*:", RegexOptions.Multiline)]
    private static partial Regex Name();
}
