using CampaignEngine.Templates;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Templates;

public sealed class TemplateDocumentTests
{
    [Fact]
    public void The_page_lists_exactly_the_merge_fields_there_are()
    {
        var page = File.ReadAllText(Checkout.Path("docs", "adding-a-template.md"));
        var table = page.Split("<!-- fields -->")[1].Split("<!-- /fields -->")[0].Trim();
        Assert.Equal(string.Join('\n', MergeFields.All.Select(f => $"| `{f.Name}` | {f.Type.ToString().ToLowerInvariant()} | {f.Meaning} |")), table);
    }
}
