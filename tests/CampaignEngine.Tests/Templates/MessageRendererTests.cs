using System.Text;
using CampaignEngine.Templates;
using CampaignEngine.Tests.Harness;
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
    public void Figures_dates_and_titles_follow_vietnamese_use(string body, string text) =>
        Assert.Equal(text, Assert.IsType<Rendered>(Merge.Render(body)).Body);

    [Theory]
    [InlineData("male", 1980, "Ông")]
    [InlineData("male", 1981, "Anh")]
    [InlineData("female", 1980, "Bà")]
    [InlineData("female", 2000, "Chị")]
    [InlineData(null, 1980, "Ông/Bà")]
    [InlineData("male", null, "Ông")]
    public void People_are_addressed_by_age_and_sex(string? sex, int? born, string title) =>
        Assert.Equal(title, PersonTitle.Of(sex, born, 2026));

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
            Assert.Equal(SmsText.Measure(rendered.Body), rendered.Size);
        }
        Assert.Equal(7, id);
    }

    [Fact]
    public void The_size_that_is_stored_is_the_size_of_the_text_that_is_stored() =>
        Gen.String[Gen.Char["abcđếà€^ \n"], 1, 60].Sample(name =>
        {
            if (Merge.Render("x{{ name }}", new PersonFields { Name = name }) is Rendered rendered)
                Assert.Equal(SmsText.Measure(rendered.Body), rendered.Size);
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
