using CampaignEngine.Templates;

namespace CampaignEngine.Tests.Templates;

/// <summary>What a template must not be able to do, each tried past the lint, at the renderer itself.</summary>
public sealed class SandboxTests
{
    /// <summary>Stopped by the context itself.</summary>
    [Theory]
    [InlineData("{{ category }}")] // no such field
    [InlineData("{{ include 'x' }}")]
    [InlineData("{{ import 'x' }}")]
    [InlineData("{{ import name }}")]
    [InlineData("{{ object.eval '1+1' }}")]
    [InlineData("{{ string.upcase name }}")]
    [InlineData("{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' | regex.match '(a+)+$' }}")] // no built-in, so no regular expression
    [InlineData("{{ date.format = 1 }}")]
    [InlineData("{{ money = 1 }}")]
    [InlineData("{{ name = 'x' }}")]
    [InlineData("{{ this.name = 'x' }}")]
    [InlineData("{{ this['least_net'] = 1 }}")]
    [InlineData("{{ x = 1 }}")]
    [InlineData("{{ capture x }}a{{ end }}")]
    [InlineData("{{ readonly name }}")]
    [InlineData("{{ for i in 1..100000 }}a{{ end }}")]
    [InlineData("{{ for i in 1..100 }}{{ for j in 1..100 }}{{ for k in 1..100 }}{{ end }}{{ end }}{{ end }}")]
    [InlineData("{{ while true }}a{{ end }}")]
    [InlineData("{{ func f; f; end; f }}")]
    [InlineData("{{ 1..999999999 }}")]
    [InlineData("{{ [1, 2] * 100000000 }}")]
    [InlineData("{{ 1 << 2000000000 }}")]
    [InlineData("{{ name.length.get_type }}")]
    [InlineData("{{ name[999] }}")]
    [InlineData("{{ 1 % 0 }}")]
    [InlineData("{{ name | money }}")]
    [InlineData("{{ money }}")]
    [InlineData("{{ money least_net least_net }}")]
    [InlineData("{{ least_net | date }}")]
    [InlineData("{{ pay_by | mask }}")]
    [InlineData("{{ name 1 }}")] // Scriban's own words quote the value
    [InlineData("{{ name | name }}")]
    [InlineData("{{ break }}")]
    [InlineData("{{ null }}")]
    [InlineData("{{ name |")]
    public void It_faults_and_the_next_message_is_right(string body)
    {
        var renderer = new MessageRenderer(Merge.Settings);
        var result = renderer.Render(ParsedTemplate.Parse(body).Template, "vi", SamplePerson.Fields, AccentChoice.Keep);
        var fault = Assert.IsType<RenderFault>(result);
        Assert.DoesNotContain("Mẫu", fault.Words); // the person's name
        var next = renderer.Render(Merge.Version("{{ least_net | money }} {{ name }} {{ pay_by | date }}", id: 2), SamplePerson.Fields, AccentChoice.Keep);
        Assert.Equal("264.000 đ Nguyễn Thị Mẫu 31/08/2026", Assert.IsType<Rendered>(next).Body);
    }

    /// <summary>Harmless to the next person or not: what is not listed is not rendered at all.</summary>
    [Theory]
    [InlineData("{{ this }}")] // all fields at once
    [InlineData("{{ this['insurance_number'] }}")]
    [InlineData("{{ for i in 1..3 }}a{{ end }}")]
    [InlineData("{{ tablerow i in 1..3 }}a{{ end }}")]
    [InlineData("{{ (1 << 1000000) << 1000000 }}")] // seconds to print
    [InlineData("{{ 1 + 1 }}")]
    [InlineData("{{ [1, 2] }}")]
    [InlineData("{{ { a: 1 } }}")]
    [InlineData("{{ $x = 1 }}{{ $x }}")]
    [InlineData("{{ $\"{name}\" }}")]
    [InlineData("{{ ret }}a")]
    [InlineData("{{ name | name }}")]
    [InlineData("{{ name 1 }}")]
    [InlineData("{{ (pay_by) }}")] // a date as Scriban writes it
    [InlineData("{{ name > 1 }}")] // "true"
    [InlineData("{{ name || 'x' }}")]
    [InlineData("{{ true }}")]
    [InlineData("{{ 12 }}")]
    [InlineData("{{ @money }}")]
    [InlineData("{{ name?.length }}")]
    [InlineData("{{ name[0] }}")]
    [InlineData("{{ do; end }}")]
    public void What_is_not_listed_is_refused_before_it_runs(string body)
    {
        Assert.NotEmpty(ParsedTemplate.Parse(body).Faults);
        Assert.Equal("template-error", Assert.IsType<RenderFault>(Merge.Render(body)).Code);
    }

    [Theory]
    [InlineData("{{ 'a' * 100000000 }}")]
    [InlineData("{{ for i in 1..150 }}{{ for j in 1..150 }}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{{ end }}{{ end }}")]
    [InlineData("{{ 9999999999 * 9999999999 * 9999999999 * 9999999999 * 9999999999 * 9999999999 * 9999999999 }}")]
    [InlineData("{{ $x = 'aaaaaaaaaa' }}{{ for i in 1..150 }}{{ $x = $x + $x }}{{ end }}x")]
    [InlineData("{{ $x = 9 }}{{ for i in 1..150 }}{{ $x = $x * $x }}{{ end }}x")]
    public void It_stays_small(string body)
    {
        var template = ParsedTemplate.Parse(body).Template;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = new MessageRenderer(Merge.Settings).Render(template, "vi", SamplePerson.Fields, AccentChoice.Keep);
        Assert.True(result is RenderFault or Rendered { Size.Parts: <= 5 });
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 << 20);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("!", "")]
    [InlineData("1+", "")]
    public void Deep_nesting_is_a_fault_and_not_the_end_of_the_process(string open, string close)
    {
        var body = $"{{{{ {string.Concat(Enumerable.Repeat(open, 100_000))}1{string.Concat(Enumerable.Repeat(close, 100_000))} }}}}";
        Assert.Equal("template-error", Assert.IsType<RenderFault>(Merge.Render(body)).Code);
    }
}
