using System.Text.Json;
using CampaignEngine.Access;
using CampaignEngine.Consent;
using CampaignEngine.Segments;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Segments;

public sealed class SegmentActsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Poor = """{"field":"support_category","op":"in","value":["poor","near_poor"]}""";

    [Fact]
    public async Task A_saved_segment_is_found_at_its_latest_version_and_stands_before_the_shipped_one()
    {
        await using var services = database.Services();
        var (save, catalogue) = (services.GetRequiredService<SaveSegment>(), services.GetRequiredService<SegmentCatalogue>());
        var manager = await ActorAsync("saver", Role.Manager);
        Assert.Equal(0, (await catalogue.FindAsync("G4", default))!.Version);

        await save.ExecuteAsync(manager, "G4", SegmentFile.Read("""{"field":"occupation","op":"is","value":"student"}"""), default);
        await save.ExecuteAsync(manager, "G4", SegmentFile.Read("""{"titleVi":"Năm cuối","rule":{"field":"occupation","op":"is","value":"student_final_year"}}"""), default);

        var found = (await catalogue.FindAsync("G4", default))!;
        Assert.Equal((2, "Năm cuối"), (found.Version, found.TitleVi));
        Assert.Contains("student_final_year", SegmentJson.Write(found.Rule).ToJsonString(), StringComparison.Ordinal);
        Assert.Null(await catalogue.FindAsync("nothing", default));
    }

    [Fact]
    public async Task Segments_cannot_refer_to_one_another_in_a_circle()
    {
        await using var services = database.Services();
        var save = services.GetRequiredService<SaveSegment>();
        var manager = await ActorAsync("circler", Role.Manager);
        var own = await Assert.ThrowsAsync<RefusedException>(() => save.ExecuteAsync(manager, "self", SegmentFile.Read("""{"segment":"self"}"""), default));
        Assert.Equal("segment-cycle", own.Problems[0].Code);

        await save.ExecuteAsync(manager, "first", SegmentFile.Read("""{"segment":"V6"}"""), default);
        await save.ExecuteAsync(manager, "second", SegmentFile.Read("""{"segment":"first"}"""), default);
        var circle = await Assert.ThrowsAsync<RefusedException>(() => save.ExecuteAsync(manager, "first", SegmentFile.Read("""{"not":{"segment":"second"}}"""), default));
        Assert.Equal(("segment-cycle", "$.not.segment(second).segment"), (circle.Problems[0].Code, circle.Problems[0].Where));
    }

    [Fact]
    public async Task Only_a_manager_saves_and_only_under_a_plain_name()
    {
        await using var services = database.Services();
        var save = services.GetRequiredService<SaveSegment>();
        var file = SegmentFile.Read("""{"segment":"V6"}""");
        await Assert.ThrowsAsync<ForbiddenException>(async () => await save.ExecuteAsync(await ActorAsync("reader", Role.Analyst), "mine", file, default));
        await Assert.ThrowsAsync<RefusedException>(async () => await save.ExecuteAsync(await ActorAsync("namer", Role.Manager), "của tôi", file, default));
    }

    [Fact]
    public async Task A_sensitive_field_needs_its_right_and_each_use_is_recorded()
    {
        await using var services = database.Services();
        var preview = services.GetRequiredService<SegmentPreview>();
        var rule = await services.GetRequiredService<SegmentCatalogue>().ReadAsync(JsonSerializer.Deserialize<JsonElement>(Poor), "$", default);
        Assert.Equal(["support_category"], RestrictedFields.In(rule));

        var manager = await ActorAsync("curious", Role.Manager);
        await Assert.ThrowsAsync<ForbiddenException>(() => preview.ExecuteAsync(manager, rule, MessageClass.PolicyInfo, "sms", "poor.json", default));

        var officer = await ActorAsync("officer", Role.DataProtection);
        await preview.ExecuteAsync(officer, rule, MessageClass.PolicyInfo, "sms", "poor.json", default);
        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>(
            "SELECT count(*) FROM audit WHERE action = 'segment.restricted-fields' AND subject = 'poor.json' AND user_id = @UserId AND detail->'fields' = '[\"support_category\"]'",
            new { officer.UserId }));
    }

    [Fact]
    public async Task No_shipped_segment_uses_a_sensitive_field()
    {
        await using var services = database.Services();
        var catalogue = services.GetRequiredService<SegmentCatalogue>();
        foreach (var shipped in BuiltInSegments.All)
            Assert.Empty(RestrictedFields.In((await catalogue.GetAsync(shipped.Name, default)).Rule));
    }

    [Fact]
    public async Task A_preview_adds_up_by_province_language_and_reason()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE recipients, suppressions");
        var farmer = new PersonRow(1) { Occupation = "farm_household", BirthYear = 1980, Phone = "+84912345678", ProvinceCode = "01", Language = "vi" };
        PersonRow[] people =
        [
            farmer, farmer with { ProvinceCode = "79", Language = null }, farmer with { Language = "km", ProvinceCode = null }, farmer with { Phone = null },
            farmer with { Phone = "+84987654321" }, farmer with { Phone = "+821012345678" }, farmer with { DiedOn = new(2026, 1, 1) }, farmer with { Occupation = "employee" },
        ];
        await PersonRow.InsertAsync(connection, people.Select((p, i) => p with { RecipientId = i + 1 }));
        await Suppressions.AddAsync(connection, PersonRow.KeyOf("+84987654321"), SuppressionScope.Campaigns, "test", database.Clock.GetUtcNow(), default);

        await using var services = database.Services();
        var rule = (await services.GetRequiredService<SegmentCatalogue>().GetAsync("V1", default)).Rule;
        var preview = services.GetRequiredService<SegmentPreview>();
        var actor = await ActorAsync("previewer", Role.Analyst);
        var report = await preview.ExecuteAsync(actor, rule, MessageClass.PolicyInfo, "sms", "V1", default);

        Assert.Equal((6, 3), (report.Matched, report.Contactable));
        Assert.Equal([("01", 4L, 1L), ("79", 1, 1), (null, 1, 1)], report.Provinces.Select(p => (p.Code, p.Matched, p.Contactable)).OrderBy(p => p.Code is null).ThenBy(p => p.Code));
        Assert.Equal([("km", 1L), ("vi", 4), (null, 1)], report.Languages.Select(p => (p.Code, p.Matched)).OrderBy(p => p.Code is null).ThenBy(p => p.Code));
        Assert.Equal([("foreign-number", 1L), ("no-address", 1), ("refused-campaigns", 1)], report.Exclusions.Select(e => (e.Reason, e.People)));

        var notice = await preview.ExecuteAsync(actor, rule, MessageClass.ServiceNotice, "sms", "V1", default);
        Assert.Equal((6, 4), (notice.Matched, notice.Contactable));
    }

    private async Task<Actor> ActorAsync(string name, params string[] roles)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var id = await connection.QuerySingleAsync<int>("""
            INSERT INTO users (name, roles, token_hash, created_at) VALUES (@name, @roles, sha256(convert_to(@name, 'UTF8')), '2026-01-01') RETURNING user_id
            """, new { name, roles });
        return new Actor(id, name, roles);
    }
}
