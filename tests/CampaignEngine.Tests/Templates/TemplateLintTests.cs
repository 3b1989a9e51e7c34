using CampaignEngine.Templates;

namespace CampaignEngine.Tests.Templates;

public sealed class TemplateLintTests : IDisposable
{
    private const string Manifest = """
        { "key": "trial", "title": "t", "class": "PolicyInfo", "themes": [1],
          "channels": { "sms": { "accents": "strip", "maxParts": 2 } },
          "languages": { "vi": { "status": "draft", "translator": "a" }, "km": { "status": "missing" } } }
        """;

    private readonly string root = Directory.CreateTempSubdirectory("templates-").FullName;

    [Fact]
    public void A_good_folder_has_no_problem_and_its_parts_are_told()
    {
        var check = Check("Chào {{ name }}");
        Assert.Empty(check.Problems);
        Assert.Equal(new TemplateSize("trial", "sms", "vi", 1, 1), Assert.Single(check.Sizes));
    }

    [Theory]
    [InlineData("Chào {{ nam }}", "unknown-field")]
    [InlineData("Chào {{ name.length }}", "member")]
    [InlineData("{{ x = 1 }}Chào", "assignment")]
    [InlineData("Chào\n{{ name |", "syntax")]
    [InlineData("Chào {{ when }}", "syntax")] // a keyword, so never a merge field
    [InlineData("Chào khách hàng", "banned-word")]
    [InlineData("CHAO KHACH HANG", "banned-word")]
    [InlineData("ký hợp đồng", "banned-word")]
    [InlineData("Cam kết mức lương hưu cao", "banned-promise")]
    [InlineData("Tra cứu: gửi 8079", "dead-number")]
    [InlineData("dành cho hộ nghèo", "category-word")]
    [InlineData("Xem https://bhxh-vn.com/a", "foreign-link")]
    [InlineData("Xem bit.ly/abc", "foreign-link")]
    [InlineData("{{ for i in 1..17 }}Chào bà con cô bác {{ end }}", "too-many-parts")]
    [InlineData(" ", "empty")]
    public void Each_rule_names_the_file_and_what_to_do(string body, string code)
    {
        var problem = Check(body).Problems.First();
        Assert.Equal(code, problem.Code);
        Assert.Contains("vi.sbn", problem.Where);
    }

    [Theory]
    [InlineData("Xem https://baohiemxahoi.gov.vn/a")]
    [InlineData("Xem www.vssid.gov.vn")]
    public void Links_to_the_agency_s_hosts_pass(string body) => Assert.Empty(Check(body).Problems);

    [Theory]
    [InlineData("[1]", "[]", "no-theme")]
    [InlineData("[1]", "[12]", "no-theme")]
    [InlineData("\"trial\"", "\"other\"", "key-differs")]
    [InlineData("\"km\"", "\"xx\"", "unknown-language")]
    [InlineData("\"missing\"", "\"draft\"", "no-text")]
    [InlineData(", \"translator\": \"a\"", "", "no-translator")]
    [InlineData("\"title\"", "\"titel\"", "bad-json")]
    public void A_manifest_that_is_wrong_is_told(string good, string bad, string code) =>
        Assert.Equal(code, Check("Chào", Manifest.Replace(good, bad)).Problems.First().Code);

    [Fact]
    public void A_folder_without_samples_is_told()
    {
        var check = Check("Chào", samples: null);
        Assert.Equal("no-sample", Assert.Single(check.Problems).Code);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private TemplateCheck Check(string body, string manifest = Manifest, string? samples = """[{ "name": "Nguyễn Văn Mẫu" }]""")
    {
        var folder = Path.Combine(root, "trial");
        Directory.CreateDirectory(Path.Combine(folder, "sms"));
        File.WriteAllText(Path.Combine(folder, "template.json"), manifest);
        File.WriteAllText(Path.Combine(folder, "sms", "vi.sbn"), body);
        if (samples is not null) File.WriteAllText(Path.Combine(folder, "sample.json"), samples);
        return new TemplateLint(Merge.Settings).Check(root);
    }
}
