using CampaignEngine.Channels;
using CampaignEngine.Channels.Zalo;
using CampaignEngine.Templates;

namespace CampaignEngine.Tests.Templates;

/// <summary>Texts of which only the parameters are ours.</summary>
public sealed class ParameterTextTests
{
    private const string Body = "customer_name: {{ title }} {{ name }}\n{{ if pay_by }}pay_by: {{ pay_by | date }}\n{{ end }}hotline: {{ hotline }}";

    private static readonly TemplateParameter[] Rules =
        [new("customer_name", "STRING", 1, 30, Required: true), new("pay_by", "DATE", 1, 20, Required: false), new("hotline", "STRING", 1, 20, Required: true)];

    [Fact]
    public void What_is_stored_is_the_template_and_its_values_always_written_alike()
    {
        var rendered = Assert.IsType<Rendered>(Render(Body, SamplePerson.Fields with { PaymentMethod = null }));
        Assert.Equal("""{"template_id":"302001","template_data":{"customer_name":"Chị Nguyễn Thị Mẫu","hotline":"1900 9068"}}""", rendered.Body);
        Assert.Equal(1, rendered.Size.Parts);
        Assert.Equal(rendered.Body, ZaloText.TryRead(rendered.Body)!.Write());
    }

    [Fact]
    public void A_line_that_depends_on_the_person_is_there_or_not()
    {
        var values = ZaloText.TryRead(Assert.IsType<Rendered>(Render(Body, SamplePerson.Fields)).Body)!.Values;
        Assert.Equal(["customer_name", "pay_by", "hotline"], values.Select(v => v.Key));
        Assert.Equal(["customer_name", "pay_by", "hotline"], ParameterText.NamesOf(Body));
    }

    [Fact]
    public void A_value_that_is_too_long_is_a_fault_of_that_message_and_is_not_shown()
    {
        const string Long = "Nguyễn Thị Tên Rất Dài Không Vừa";
        var fault = Assert.IsType<RenderFault>(Render(Body, SamplePerson.Fields with { Name = Long }));
        Assert.Equal("parameter-too-long", fault.Code);
        Assert.StartsWith("customer_name: 36 signs, at most 30", fault.Words);
        Assert.DoesNotContain("Nguyễn", fault.Words);
    }

    [Theory]
    [InlineData("A\nhotline: 0900")]
    [InlineData("A\r\nother: 0900")]
    [InlineData("A\njust words")]
    public void A_value_from_a_list_cannot_bring_in_a_line_of_its_own(string name) =>
        Assert.Equal("not-a-parameter", Assert.IsType<RenderFault>(Render(Body, SamplePerson.Fields with { Name = name })).Code);

    [Theory]
    [InlineData("customer_name: {{ name }}", "parameter-missing")]
    [InlineData("customer_name: {{ name }}\nhotline: {{ hotline }}\npay_by: soon", "parameter-type")]
    [InlineData("customer_name: {{ name }}\nhotline: {{ hotline }}\nother: x", "not-a-parameter")]
    [InlineData("Kính gửi {{ name }}", "not-a-parameter")]
    [InlineData("customer_name:", "empty")]
    public void What_does_not_fit_the_providers_rules_is_a_fault(string body, string code) =>
        Assert.Equal(code, Assert.IsType<RenderFault>(Render(body, SamplePerson.Fields)).Code);

    [Theory]
    [InlineData("NUMBER", "264.000", true)]
    [InlineData("NUMBER", "264000", true)]
    [InlineData("NUMBER", "264.000 đ", false)]
    [InlineData("DATE", "31/05/2026", true)]
    [InlineData("DATE", "08:00 31/05/2026", true)]
    [InlineData("DATE", "2026-05-31", false)]
    [InlineData("CURRENCY", "anything", true)]
    public void Types_whose_form_is_known_are_held_against_the_value(string type, string value, bool fits) =>
        Assert.Equal(fits, !ParameterRules.Faults([new("p", type, 1, 30, true)], [new("p", value)]).Any());

    private static RenderResult Render(string body, PersonFields person) => new MessageRenderer(Merge.Settings).Render(
        Merge.Version(body) with { Channel = "zalo", ProviderTemplate = "302001", ProviderRules = ParameterRules.Write(Rules) }, person, AccentChoice.Keep);
}
