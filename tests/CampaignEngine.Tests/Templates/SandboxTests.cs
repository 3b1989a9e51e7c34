using CampaignEngine.Templates;

namespace CampaignEngine.Tests.Templates;

/// <summary>What a template must not be able to do, each tried past the lint, at the renderer itself.</summary>
public sealed class SandboxTests
{
    [Theory]
    [InlineData("{{ category }}")] // no such field
    [InlineData("{{ include 'x' }}")]
    [InlineData("{{ import 'x' }}")]
    [InlineData("{{ object.eval '1+1' }}")]
    [InlineData("{{ string.upcase name }}")]
    [InlineData("{{ date.format = 1 }}")]
    [InlineData("{{ money = 1 }}")]
    [InlineData("{{ name = 'x' }}")]
    [InlineData("{{ x = 1 }}")]
    [InlineData("{{ for i in 1..100000 }}a{{ end }}")]
    [InlineData("{{ while true }}a{{ end }}")]
    [InlineData("{{ func f; f; end; f }}")]
    [InlineData("{{ 1..999999999 }}")]
    [InlineData("{{ name.length.get_type }}")]
    [InlineData("{{ name |")]
    public void It_faults_and_the_next_message_is_right(string body)
    {
        var renderer = new MessageRenderer(Merge.Settings);
        var result = renderer.Render(Merge.Version(body), SamplePerson.Fields, AccentChoice.Keep);
        Assert.IsType<RenderFault>(result);
        var next = renderer.Render(Merge.Version("{{ least_net | money }} {{ name }}", id: 2), SamplePerson.Fields, AccentChoice.Keep);
        Assert.Equal("264.000 đ Nguyễn Thị Mẫu", Assert.IsType<Rendered>(next).Body);
    }

    [Theory]
    [InlineData("{{ 'a' * 100000000 }}")]
    [InlineData("{{ for i in 1..150 }}{{ for j in 1..150 }}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{{ end }}{{ end }}")]
    [InlineData("{{ 9999999999 * 9999999999 * 9999999999 * 9999999999 * 9999999999 * 9999999999 * 9999999999 }}")]
    public void It_stays_small(string body)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Merge.Render(body);
        Assert.True(result is RenderFault or Rendered { Size.Parts: <= 5 });
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 << 20);
    }
}
