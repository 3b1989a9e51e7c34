using CampaignEngine.Access;
using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Simulator;
using CampaignEngine.Templates;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Channels.Zalo;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Templates;

/// <summary>Zalo's own templates: declared in the files, asked for at the approval, kept with it, and sent.</summary>
public sealed class ZaloTemplateTests : IAsyncLifetime
{
    private const string Good = "customer_name: {{ name }}\n{{ if pay_by }}pay_by: {{ pay_by | date }}\n{{ end }}hotline: {{ hotline }}";
    private readonly ZaloUnderTest zalo = new();
    private SimulatorUnderTest simulator = null!;

    public async ValueTask InitializeAsync()
    {
        await zalo.InitializeAsync();
        await zalo.PutAsync("app-secret", "simulator-app-secret");
        await zalo.PutTokensAsync("simulator-refresh-0", access: null);
        simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
    }

    [Fact]
    public async Task An_approved_text_keeps_the_rules_that_stood_at_Zalo_and_they_never_change()
    {
        await using var services = zalo.Services(simulator.Address);
        Assert.Equal(1, await ApproveAsync(services, Good, "302002", "commune"));
        await using var connection = await zalo.Database.Source.OpenConnectionAsync();
        var version = Assert.Single(await services.GetRequiredService<TemplateCatalogue>().ApprovedAsync(connection, "zalo-test", "zalo", default));
        Assert.Equal("302002", version.ProviderTemplate);
        Assert.Equal(["customer_name", "commune", "hotline"], ParameterRules.Read(version.ProviderRules!).Select(p => p.Name));
        Assert.Equal((60, false), ParameterRules.Read(version.ProviderRules!).Where(p => p.Name == "commune").Select(p => (p.MaxLength, p.Required)).Single());
        foreach (var change in (string[])["provider_rules = NULL", "provider_template = '1'"])
            await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync("UPDATE template_versions SET " + change));
    }

    [Theory]
    [InlineData("customer_name: {{ name }}\nhotline: {{ hotline }}\npay_by: 31/05/2026\nother: x", "302001", "parameter-unknown")]
    [InlineData("customer_name: {{ name }}", "302001", "parameter-missing")]
    [InlineData("customer_name: Người tham gia bảo hiểm xã hội {{ name }}\nhotline: {{ hotline }}", "302002", "parameter-too-long")]
    [InlineData("customer_name: {{ name }}\nhotline: {{ hotline }}\npay_by: {{ hotline }}", "302001", "parameter-type")]
    [InlineData("customer_name: {{ name }}", "302003", "provider-template-off")]
    [InlineData("customer_name: {{ name }}", "999999", "provider-template")]
    public async Task What_breaks_a_rule_of_Zalos_template_is_refused_with_the_rule(string body, string template, string code)
    {
        await using var services = zalo.Services(simulator.Address);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => ApproveAsync(services, body, template));
        Assert.Equal(code, refused.Problems[0].Code);
        Assert.NotEqual(refused.Problems[0].Vi, refused.Problems[0].En);
        await using var connection = await zalo.Database.Source.OpenConnectionAsync();
        Assert.Empty(await services.GetRequiredService<TemplateCatalogue>().ApprovedAsync(connection, "zalo-test", "zalo", default));
    }

    [Fact]
    public async Task Without_Zalo_in_the_settings_or_at_hand_nothing_is_approved()
    {
        await using (var without = zalo.Database.Services())
            Assert.Equal("no-provider", (await Assert.ThrowsAsync<RefusedException>(() => ApproveAsync(without, Good, "302001"))).Problems[0].Code);
        await using var away = zalo.Services("http://127.0.0.1:1");
        await zalo.PutTokensAsync();
        Assert.Equal("provider-template", (await Assert.ThrowsAsync<RefusedException>(() => ApproveAsync(away, Good, "302001"))).Problems[0].Code);
    }

    [Fact]
    public void The_check_wants_the_number_of_Zalos_template_and_no_stripping_and_reads_the_values()
    {
        Assert.Equal([], Check(Good, """{ "accents": "keep", "maxParts": 1, "templates": { "vi": "302001" } }"""));
        Assert.Equal(["no-provider-template"], Check(Good, """{ "accents": "keep", "maxParts": 1 }""").Where(c => c == "no-provider-template"));
        Assert.Equal(["accents-on-zalo"], Check(Good, """{ "accents": "strip", "maxParts": 1, "templates": { "vi": "302001" } }"""));
        Assert.Contains("templates-not-allowed", Check("Chào {{ name }}. {{ refusal }}", """{ "accents": "keep", "maxParts": 1, "templates": { "vi": "302001" } }""", "sms"));
        Assert.Contains("not-a-parameter", Check("Chào {{ name }}", """{ "accents": "keep", "maxParts": 1, "templates": { "vi": "302001" } }"""));
        Assert.Contains("foreign-link", Check("customer_name: xem abc.com", """{ "accents": "keep", "maxParts": 1, "templates": { "vi": "302001" } }"""));
    }

    [Fact]
    public async Task The_text_that_is_stored_is_the_text_that_is_sent_and_who_does_not_fit_is_skipped_with_the_reason()
    {
        await using var channels = zalo.Services(simulator.Address);
        await using var bench = await CampaignBench.StartAsync(zalo.Database, settings: zalo.Settings(simulator.Address), channels: [channels.GetRequiredService<IChannel>()]);
        Assert.Equal(1, await ApproveAsync(bench.Services, Good, "302002", "commune", bench.Author, bench.Approver));
        await bench.Services.GetRequiredService<StartDispatch>().ExecuteAsync(default);
        await bench.PeopleAsync(12);
        await bench.Connection.ExecuteAsync("UPDATE recipients SET full_name = 'Nguyễn Thị Tên Rất Dài Không Vừa' WHERE recipient_id = 12");
        // Reached by Zalo's own id alone.
        await bench.Connection.ExecuteAsync("UPDATE recipients SET phone = NULL, zalo_id = '90000000' || recipient_id, number_key = decode(md5(recipient_id::text), 'hex') WHERE recipient_id <= 2");
        var runId = await bench.LaunchedAsync(PlanJson.With("channels", """[{ "channel": "zalo", "template": "zalo-test", "accents": "keep", "language": "vi" }]""",
            PlanJson.With("segments", """["V1"]""")));
        await bench.RenderAsync(runId);
        Assert.Equal("parameter-too-long", await bench.ScalarAsync<string>("SELECT reason FROM messages WHERE status = 'skipped'"));
        Assert.Equal("""{"template_id":"302002","template_data":{"customer_name":"Nguyễn Văn A","hotline":"1900 9068"}}""",
            await bench.ScalarAsync<string>("SELECT body FROM message_texts JOIN messages USING (run_id, message_no) WHERE recipient_id = 1"));

        var owner = Guid.NewGuid();
        while (await bench.Services.GetRequiredService<Pump>().StepAsync(owner, default)) { }
        Assert.Equal(11, await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE status = 'accepted' AND provider = 'zalo' AND parts = 1"));
        Assert.Equal((11, 11), (simulator.Count().Accepted, simulator.Count().Distinct));
        Assert.Equal(2, await bench.ScalarAsync<int>("SELECT count(*) FROM provider_ids p JOIN messages m USING (run_id, message_no) WHERE m.recipient_id <= 2 AND m.provider_id = p.provider_id"));
    }

    /// <summary>Written, imported by a manager and approved by another.</summary>
    /// <param name="instead">A field in the place of pay_by.</param>
    private static async Task<int> ApproveAsync(IServiceProvider services, string body, string template, string? instead = null, Actor? author = null, Actor? approver = null)
    {
        if (instead is not null) body = body.Replace("{{ if pay_by }}pay_by: {{ pay_by | date }}", $"{{{{ if {instead} }}}}{instead}: {{{{ {instead} }}}}");
        author ??= await Actors.AddAsync(services, "author-z", Role.Manager);
        approver ??= await Actors.AddAsync(services, "approver-z", Role.Approver);
        using var files = new TemplateFiles("zalo-test");
        files.Write(body, channel: "zalo", manifest: $$"""{ "accents": "keep", "maxParts": 1, "templates": { "vi": "{{template}}" } }""");
        await services.GetRequiredService<ImportTemplates>().ExecuteAsync(author, files.Root, Merge.Settings, default);
        return await services.GetRequiredService<ApproveTemplate>().ExecuteAsync(approver, "zalo-test", "zalo", "vi", default);
    }

    private static IEnumerable<string> Check(string body, string manifest, string channel = "zalo")
    {
        using var files = new TemplateFiles("zalo-test");
        files.Write(body, channel: channel, manifest: manifest);
        return [.. new TemplateLint(Merge.Settings).Check(files.Root).Problems.Select(p => p.Code)];
    }

    public async ValueTask DisposeAsync()
    {
        await simulator.DisposeAsync();
        await zalo.DisposeAsync();
    }
}
