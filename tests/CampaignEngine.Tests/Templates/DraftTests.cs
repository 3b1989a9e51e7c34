using System.Text;
using CampaignEngine.Templates;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Templates;

public sealed class DraftTests
{
    [Fact]
    public void The_shipped_templates_pass_their_own_lint()
    {
        var check = new TemplateLint(Merge.Settings).Check(Checkout.Path("templates"));
        Assert.Empty(check.Problems);
        Assert.True(check.Folders >= 2);
    }

    [Fact]
    public void Every_template_language_and_sample_reads_as_it_was_approved_here()
    {
        var problems = new List<Problem>();
        foreach (var folder in TemplateFolder.ReadAll(Checkout.Path("templates"), problems))
            foreach (var text in folder.Texts)
            {
                var golden = new StringBuilder();
                foreach (var sample in folder.Samples)
                    foreach (var accents in Enum.GetValues<AccentChoice>())
                    {
                        var result = Merge.Render(text.Body, sample, text.Language, accents);
                        Assert.True(result is Rendered, $"{text.File}: {result}");
                        var rendered = (Rendered)result;
                        golden.Append($"[{accents}, {rendered.Size.Encoding}, {rendered.Size.Units} units, {rendered.Size.Parts} parts]\n{rendered.Body}\n\n");
                    }
                GoldenFile.Check($"{folder.Manifest.Key}.{text.Channel}.{text.Language}.txt", golden.ToString());
            }
        Assert.Empty(problems);
    }
}
