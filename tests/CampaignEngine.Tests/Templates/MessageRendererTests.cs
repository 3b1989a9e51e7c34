using System.Text;
using CampaignEngine.Scheme;
using CampaignEngine.Templates;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Text;
using CampaignEngine.Text;
using CsCheck;
using Sylvan.Data.Csv;

namespace CampaignEngine.Tests.Templates;

public sealed class MessageRendererTests
{
    [Theory]
    [InlineData("{{ least_net | money }}", "264.000 đ")]
    [InlineData("{{ cover_until | date }} {{ next_from | month }} {{ pay_by | date }}", "31/05/2026 06/2026 31/08/2026")]
    [InlineData("{{ insurance_number | mask }}", "*******000")]
    [InlineData("{{ title }} {{ name }}", "Chị Nguyễn Thị Mẫu")]
    [InlineData("{{ if has_pension }}{{ pension_women_20 | money }} {{ pension_men_20 | money }}, {{ figures_decree }}, {{ figures_from | date }}{{ end }}", "825.000 đ 675.000 đ, 07/2021/NĐ-CP, 01/01/2022")]
    [InlineData("{{ if name == 'x' || !agent }}a{{ else }}b{{ end }}", "b")]
    [InlineData("{{ case commune }}{{ when 'Xã Mẫu' }}a{{ else }}b{{ end }}", "a")]
    public void Figures_dates_and_titles_follow_vietnamese_use(string body, string text) =>
        Assert.Equal(text, Assert.IsType<Rendered>(Merge.Render(body)).Body);

    [Theory]
    [InlineData("male", 1980, "Ông")]
    [InlineData("male", 1981, "Anh")]
    [InlineData("female", 1980, "Bà")]
    [InlineData("female", 2000, "Chị")]
    [InlineData(null, 1980, "Ông/Bà")]
    [InlineData(null, 2000, "Anh/Chị")]
    [InlineData(null, null, "Ông/Bà")]
    [InlineData("male", null, "Ông")]
    public void People_are_addressed_by_age_and_sex(string? sex, int? born, string title) =>
        Assert.Equal(title, PersonTitle.Of(sex, born, 2026));

    /// <summary>From January 2027 the floor is only expected: no figure may be shown, and the same text goes out without one.</summary>
    [Fact]
    public void Without_enacted_parameters_the_text_has_no_amount()
    {
        var renderer = new MessageRenderer(MergeSettings.For(new TemplateOptions(), SchemeParameters.Shipped(), new DateOnly(2027, 1, 1)));
        var text = renderer.Render(Merge.Version("a{{ if has_least_net }}{{ least_net | money }}{{ end }}{{ if has_pension }}{{ pension_men_20 | money }}{{ end }}"), SamplePerson.Fields, AccentChoice.Keep);
        Assert.Equal("a", Assert.IsType<Rendered>(text).Body);
        Assert.Equal("missing-field", Assert.IsType<RenderFault>(renderer.Render(Merge.Version("{{ least_net | money }}", id: 2), SamplePerson.Fields, AccentChoice.Keep)).Code);
    }

    [Theory]
    [InlineData("Mời đóng tại {{ collection_point }}.")]
    [InlineData("Mời đóng trước {{ pay_by | date }}.")]
    [InlineData("{{ if name }}{{ insurance_number | mask }}{{ end }}")]
    public void A_field_that_a_person_lacks_is_a_fault_and_never_a_gap(string body)
    {
        var fault = Assert.IsType<RenderFault>(Merge.Render(body, new PersonFields { Name = "Lê Mẫu" }));
        Assert.Equal("missing-field", fault.Code);
        Assert.DoesNotContain("Lê", fault.Words);
    }

    [Fact]
    public void A_deadline_that_is_over_is_not_named()
    {
        var late = SamplePerson.Fields with { PaidThrough = new DateOnly(2025, 1, 1) };
        Assert.Equal("-", Assert.IsType<Rendered>(Merge.Render("{{ if pay_by }}{{ pay_by | date }}{{ else }}-{{ end }}", late)).Body);
    }

    [Theory]
    [InlineData("Bưu điện bit.ly/x")]
    [InlineData("http://10.0.0.1")]
    public void A_link_in_a_person_s_field_is_not_sent_on(string point)
    {
        var fault = Assert.IsType<RenderFault>(Merge.Render("{{ name }} {{ collection_point }}", SamplePerson.Fields with { CollectionPoint = point }));
        Assert.Equal(("link-in-field", "collection_point"), (fault.Code, fault.Words));
        Assert.IsType<Rendered>(Merge.Render("{{ collection_point }}", SamplePerson.Fields with { CollectionPoint = "P. Bến Thành, TP.HCM, www.hcm.gov.vn" }));
    }

    [Fact]
    public void A_real_person_is_shown_by_initials_and_the_end_of_a_number()
    {
        var shown = MaskedPerson.Of(SamplePerson.Fields with { Name = "Đặng  Thị Ánh", InsuranceNumber = "7912345678" });
        Assert.Equal(("Đ*** T*** Á***", "*******678", "T*** V*** M***"), (shown.Name, shown.InsuranceNumber, shown.Agent));
    }

    [Fact]
    public void Article_22_goes_through_unchanged_in_every_language()
    {
        using var csv = CsvDataReader.Create(SharedData.Path("udhr_article22.csv"));
        var renderer = new MessageRenderer(Merge.Settings with { MaxParts = 10 });
        var id = 0;
        while (csv.Read())
        {
            var (language, text) = (csv.GetString(0), csv.GetString(1).Normalize(NormalizationForm.FormC));
            var rendered = Assert.IsType<Rendered>(renderer.Render(Merge.Version(text, language, ++id), SamplePerson.Fields, AccentChoice.Strip));
            // Strip is asked for all and must touch Vietnamese alone: it would destroy Khmer and Tai Viet.
            Assert.Equal(language == "vi" ? VietnameseText.StripAccents(text) : text, rendered.Body);
            Assert.Equal(NaiveSms.Measure(rendered.Body), rendered.Size);
            Assert.Equal(language is "vi" or "hni" ? SmsEncoding.GSM7 : SmsEncoding.UCS2, rendered.Size.Encoding);
            var kept = Assert.IsType<Rendered>(renderer.Render(Merge.Version(text, language, id), SamplePerson.Fields, AccentChoice.Keep));
            Assert.Equal(text, kept.Body);
            Assert.Equal(NaiveSms.Measure(text), kept.Size);
        }
        Assert.Equal(7, id);
    }

    [Fact]
    public void The_size_that_is_stored_is_the_size_of_the_text_that_is_stored() =>
        Gen.Select(Gen.String[Gen.Char["abcđếà€^ \n"], 0, 300], Gen.Bool).Sample((name, strip) =>
        {
            var rendered = Assert.IsType<Rendered>(Merge.Render("x{{ name }}", new PersonFields { Name = name }, accents: strip ? AccentChoice.Strip : AccentChoice.Keep));
            Assert.Equal(NaiveSms.Measure(rendered.Body), rendered.Size);
        }, iter: 300);

    [Fact]
    public void A_text_longer_than_the_parts_allowed_is_a_fault_and_not_cut() =>
        Assert.Equal("too-long", Assert.IsType<RenderFault>(Merge.Render(new string('ế', 67 * 5 + 1))).Code);

    [Fact]
    public void One_person_s_values_do_not_reach_the_next()
    {
        var renderer = new MessageRenderer(Merge.Settings);
        var version = Merge.Version("{{ if collection_point }}{{ collection_point }}{{ else }}-{{ end }}");
        renderer.Render(version, SamplePerson.Fields, AccentChoice.Keep);
        Assert.Equal("-", Assert.IsType<Rendered>(renderer.Render(version, new PersonFields { Name = "B" }, AccentChoice.Keep)).Body);
    }
}
