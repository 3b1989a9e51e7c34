using CampaignEngine.Consent;
using CampaignEngine.Templates;
using CampaignEngine.Text;

namespace CampaignEngine.Tests.Templates;

public sealed class TemplateLintTests : IDisposable
{
    private const string Manifest = """
        { "key": "trial", "title": "t", "class": "PolicyInfo", "themes": [1],
          "channels": { "sms": { "accents": "strip", "maxParts": 2 } },
          "languages": { "vi": { "status": "draft", "translator": "a" }, "km": { "status": "missing" } } }
        """;

    private const string Good = "Chào {{ name }}. {{ refusal }}";

    private readonly string root = Directory.CreateTempSubdirectory("templates-").FullName;

    [Fact]
    public void A_good_folder_has_no_problem_and_its_parts_are_told()
    {
        var check = Check(Good);
        Assert.Empty(check.Problems);
        Assert.Equal(new TemplateSize("trial", "sms", "vi", 1, 1, true, true), Assert.Single(check.Sizes));
    }

    [Theory]
    [InlineData("Chào {{ nam }}", "unknown-field")]
    [InlineData("Chào {{ name.length }}", "member")]
    [InlineData("{{ x = 1 }}Chào", "assignment")]
    [InlineData("Chào\n{{ name |", "syntax")]
    [InlineData("Chào {{ when }}", "keyword")]
    [InlineData("{{ for i in 1..2 }}Chào{{ end }}", "not-allowed")]
    [InlineData("Chào {{ this }}", "not-allowed")]
    [InlineData("{{ pay_by }}", "unformatted")]
    [InlineData("{{ least_net }}", "unformatted")]
    [InlineData("Chào khách hàng", "banned-word")]
    [InlineData("CHAO KHACH HANG", "banned-word")]
    [InlineData("ký hợp đồng", "banned-word")]
    [InlineData("Cam kết mức lương hưu cao", "banned-promise")]
    [InlineData("Tra cứu: gửi 8079", "dead-number")]
    [InlineData("dành cho hộ nghèo", "category-word")]
    [InlineData("Xem https://bhxh-vn.com/a", "foreign-link")]
    [InlineData("Xem bit.ly/abc", "foreign-link")]
    [InlineData("Xem https://baohiemxahoi.gov.vn@bhxh.example/a", "foreign-link")] // leads to the part behind the sign
    [InlineData("Xem https://baohiemxahoi.gov.vn.bhxh.top", "foreign-link")]
    [InlineData("Xem https://báohiem.gov.vn", "foreign-link")]
    [InlineData("Xem http://10.0.0.1/a", "foreign-link")]
    [InlineData("Xem {{ 'bit' }}.ly", "foreign-link")] // put together only when rendered
    [InlineData("khách {{ 'hàng' }}", "banned-word")]
    [InlineData("Nhà nước hỗ trợ 30% mức đóng", "rate-word")]
    [InlineData("Nhà nước hỗ trợ 50 phần trăm mức đóng", "rate-word")]
    [InlineData("Lương hưu {{ pension_women_20 | money }}", "bare-illustration")]
    [InlineData("Mời đóng tại {{ agent }}", "missing-field")] // the sample has none
    [InlineData("[QC] Chào", "label-not-allowed")]
    [InlineData("Chào }} {{ name }}", "stray-sign")]
    [InlineData("Chào {%{{{ name }}}%}", "stray-sign")]
    [InlineData("Chào\t{{ name }}", "stray-sign")]
    [InlineData("Chào {{ name }", "syntax")]
    [InlineData("Chào {{ name", "syntax")]
    [InlineData("Chào", "no-refusal")]
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
    [InlineData("TP.HCM, 264.000 đ.Mời đóng")]
    [InlineData("Nhà nước hỗ trợ 20-50% mức đóng")]
    [InlineData("Nhà nước hỗ trợ 20%, 30%, 40%, 50%")]
    [InlineData("Nhà nước hỗ trợ đến 50% mức đóng")]
    [InlineData("{{ if agent }}{{ agent }}{{ else }}Bưu điện{{ end }}")]
    [InlineData("Minh họa: {{ pension_women_20 | money }} theo {{ figures_decree }} từ {{ figures_from | date }}")]
    public void What_is_as_it_should_be_passes(string body) => Assert.Empty(Check(body + " {{ refusal }}").Problems);

    [Fact]
    public void A_text_longer_than_its_parts_names_them_both() =>
        Assert.Equal("too-many-parts", Check(new string('a', 300) + " {{ refusal }}").Problems.First().Code);

    [Fact]
    public void Advertising_is_shorter_than_care_because_the_operators_say_so()
    {
        // 130 characters are one part on the air and two as the operators count advertising.
        var limits = OperatorLimits.Of(new TemplateOptions());
        Assert.Equal((1, 2), (limits.Parts(MessageClass.PolicyInfo, SmsText.Measure(new string('a', 130))), limits.Parts(MessageClass.Promotion, SmsText.Measure(new string('a', 130)))));
        var long450 = SmsText.Measure(new string('a', 450));
        Assert.Equal((3, null), (limits.Parts(MessageClass.ServiceNotice, long450), limits.Parts(MessageClass.Promotion, long450)));
        Assert.Null(limits.Parts(MessageClass.ServiceNotice, SmsText.Measure(new string('ế', 67 * 3 + 1))));
        var advert = Manifest.Replace("PolicyInfo", "Promotion").Replace("\"maxParts\": 2", "\"maxParts\": 3");
        Assert.Equal("over-operator-limit", Check($"[QC] {new string('a', 400)} {{{{ refusal }}}}", advert).Problems.First().Code);
    }

    [Theory]
    [InlineData("Chào {{ refusal }}", "no-label")]
    [InlineData("[QC] {{ refusal }} Chào", "no-refusal")] // last, says the decree
    [InlineData("[QC] Chào {{ refusal }}", null)]
    public void Advertising_begins_with_its_label_and_ends_with_the_refusal(string body, string? code) =>
        Assert.Equal(code, Check(body, Manifest.Replace("PolicyInfo", "Promotion")).Problems.FirstOrDefault()?.Code);

    [Theory]
    [InlineData("[1]", "[]", "no-theme")]
    [InlineData("[1]", "[12]", "no-theme")]
    [InlineData("\"trial\"", "\"other\"", "key-differs")]
    [InlineData("\"km\"", "\"xx\"", "unknown-language")]
    [InlineData("\"missing\"", "\"draft\"", "no-text")]
    [InlineData(", \"translator\": \"a\"", "", "no-translator")]
    [InlineData("\"title\"", "\"titel\"", "bad-json")]
    [InlineData("\"t\"", "null", "bad-json")]
    [InlineData("[1]", "null", "bad-json")]
    [InlineData("\"PolicyInfo\"", "1", "bad-json")]
    [InlineData("\"PolicyInfo\"", "\"Advert\"", "bad-json")]
    [InlineData("{ \"status\": \"missing\" }", "null", "bad-json")]
    [InlineData("\"accents\": \"strip\", ", "", "bad-json")]
    [InlineData("\"accents\": \"strip\"", "\"accents\": \"none\"", "bad-json")]
    [InlineData("\"title\": \"t\"", "\"title\": \"t\", \"title\": \"u\"", "bad-json")]
    [InlineData("\"maxParts\": 2", "\"maxParts\": 0", "parts-out-of-range")]
    [InlineData("\"sms\"", "\"smss\"", "unknown-channel")]
    public void A_manifest_that_is_wrong_is_told(string good, string bad, string code) =>
        Assert.Equal(code, Check(Good, Manifest.Replace(good, bad)).Problems.First().Code);

    [Fact]
    public void A_folder_without_samples_is_told()
    {
        var check = Check(Good, samples: null);
        Assert.Equal("no-sample", Assert.Single(check.Problems).Code);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{ "name": "A", "phone": "1" }]""")]
    public void Samples_that_are_wrong_are_told(string samples) =>
        Assert.Equal("bad-json", Check(Good, samples: samples).Problems.First().Code);

    [Fact]
    public void A_file_that_is_not_utf8_is_told()
    {
        Check(Good);
        File.WriteAllBytes(Path.Combine(root, "trial", "sms", "vi.sbn"), [.. "Chào "u8, 0xE0, 0x20]);
        var problem = Assert.Single(new TemplateLint(Merge.Settings).Check(root).Problems);
        Assert.Equal("not-utf8", problem.Code);
        Assert.Contains("vi.sbn", problem.Where);
    }

    [Fact]
    public void A_script_that_handsets_lack_is_no_sms()
    {
        var manifest = Manifest.Replace("\"km\": { \"status\": \"missing\" }", "\"blt-Tavt\": { \"status\": \"draft\", \"translator\": \"b\" }");
        Check(Good, manifest);
        File.WriteAllText(Path.Combine(root, "trial", "sms", "blt-Tavt.sbn"), Good);
        Assert.Equal("script-not-for-sms", Assert.Single(new TemplateLint(Merge.Settings).Check(root).Problems).Code);
    }

    [Fact]
    public void An_empty_folder_is_no_success() => Assert.Equal("no-template", Assert.Single(new TemplateLint(Merge.Settings).Check(root).Problems).Code);

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
