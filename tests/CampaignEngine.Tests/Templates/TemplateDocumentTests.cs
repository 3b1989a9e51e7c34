using System.Text.RegularExpressions;
using CampaignEngine.Templates;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Templates;

public sealed partial class TemplateDocumentTests
{
    [Fact]
    public void The_page_lists_exactly_the_merge_fields_there_are()
    {
        var page = File.ReadAllText(Checkout.Path("docs", "adding-a-template.md"));
        var table = page.Split("<!-- fields -->")[1].Split("<!-- /fields -->")[0].Trim();
        Assert.Equal(string.Join('\n', MergeFields.All.Select(f => $"| `{f.Name}` | {f.Type.ToString().ToLowerInvariant()} | {f.Meaning} |")), table);
    }

    [Fact]
    public void No_merge_field_is_a_keyword_of_scriban() =>
        Assert.All(MergeFields.All, field => Assert.DoesNotContain(ParsedTemplate.Parse($"{{{{ {field.Name} }}}}").Faults, f => f.Code != "unformatted"));

    [Fact]
    public void The_page_explains_every_code_of_the_check()
    {
        var page = File.ReadAllText(Checkout.Path("docs", "adding-a-template.md"));
        var codes = Directory.EnumerateFiles(Checkout.Path("src", "CampaignEngine", "Templates"), "*.cs")
            .Where(f => Path.GetFileName(f) is "TemplateFolder.cs" or "TemplateGrammar.cs" or "ParsedTemplate.cs" or "LintRules.cs" || f.EndsWith("Lint.cs", StringComparison.Ordinal))
            .SelectMany(f => Code().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Superset(new HashSet<string> { "unformatted", "keyword", "banned-word", "no-refusal", "not-utf8" }, codes.ToHashSet());
        Assert.All(codes, code => Assert.Contains($"`{code}`", page));
    }

    [GeneratedRegex(@"(?:new Problem|new|Fault|At)\((?:node, |message\.Span, )?""([a-z0-9-]+)""")]
    private static partial Regex Code();
}
