using System.Text.Json;
using System.Text.RegularExpressions;
using CampaignEngine.Channels;

namespace CampaignEngine.Templates;

/// <summary>The rules of a provider's template: held against the template's names at its approval, and against each person's values.</summary>
internal static partial class ParameterRules
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Write(IReadOnlyList<TemplateParameter> rules) => JsonSerializer.Serialize(rules, Json);

    public static IReadOnlyList<TemplateParameter> Read(string json) => JsonSerializer.Deserialize<List<TemplateParameter>>(json, Json)!;

    /// <summary>What is wrong with one person's values; never holds a value.</summary>
    public static IEnumerable<RenderFault> Faults(IReadOnlyList<TemplateParameter> rules, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        foreach (var rule in rules)
        {
            var value = values.FirstOrDefault(v => v.Key == rule.Name).Value;
            if (value is null)
            {
                if (rule.Required) yield return new RenderFault("parameter-missing", $"{rule.Name} is needed");
            }
            else if (value.Length > rule.MaxLength) yield return new RenderFault("parameter-too-long", $"{rule.Name}: {value.Length} signs, at most {rule.MaxLength}");
            else if (value.Length < rule.MinLength) yield return new RenderFault("parameter-too-short", $"{rule.Name}: {value.Length} signs, at least {rule.MinLength}");
            else if (!Fits(rule.Type, value)) yield return new RenderFault("parameter-type", $"{rule.Name} is no {rule.Type}");
        }
        foreach (var (name, _) in values)
            if (rules.All(r => r.Name != name)) yield return new RenderFault("not-a-parameter", $"{name} is no parameter of the provider's template");
    }

    /// <summary>What is wrong with the template's own names.</summary>
    public static IEnumerable<Problem> Problems(IReadOnlyList<TemplateParameter> rules, IReadOnlyList<string> names, string where)
    {
        foreach (var name in names.Where(name => rules.All(r => r.Name != name)))
            yield return new Problem("parameter-unknown", where, $"Mẫu của nhà cung cấp không có tham số '{name}'; có: {Listed(rules)}.",
                $"The provider's template has no parameter '{name}'; it has: {Listed(rules)}.");
        foreach (var rule in rules.Where(rule => rule.Required && !names.Contains(rule.Name)))
            yield return new Problem("parameter-missing", where, $"Thiếu tham số bắt buộc '{rule.Name}' ({rule.Type}, tối đa {rule.MaxLength} ký tự).",
                $"The required parameter '{rule.Name}' ({rule.Type}, at most {rule.MaxLength} signs) is missing.");
    }

    private static string Listed(IReadOnlyList<TemplateParameter> rules) => string.Join(", ", rules.Select(r => r.Name));

    /// <summary>Types whose form is known; the provider judges the others.</summary>
    private static bool Fits(string type, string value) => type.ToUpperInvariant() switch
    {
        "NUMBER" => Number().IsMatch(value),
        "DATE" => Date().IsMatch(value),
        _ => true,
    };

    [GeneratedRegex(@"^[+-]?\d+([.,]\d+)*$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(\d{1,2}:\d{2}(:\d{2})? )?\d{1,2}/\d{1,2}/\d{4}$")]
    private static partial Regex Date();
}
