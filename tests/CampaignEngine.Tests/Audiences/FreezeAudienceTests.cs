using CampaignEngine.Audiences;
using CampaignEngine.Campaigns;
using CampaignEngine.Consent;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Consent;
using CampaignEngine.Tests.Harness;
using CsCheck;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Audiences;

public sealed class FreezeAudienceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly Today = new(2026, 5, 5);

    [Fact]
    public async Task The_audience_is_the_algebra_of_the_sets()
    {
        await using var bench = await CampaignBench.StartAsync(database, mode: "Live");
        await Cases.SampleAsync(async sample =>
        {
            var rows = sample.People.Select((p, i) => p.Row with { RecipientId = i + 1, PersonalNumber = $"{i:000000000000}" }).ToList();
            var refusals = sample.People.Where(p => p.Refusal is not null && p.Row.Phone is not null).Select(p => (p.Row.Phone!, p.Refusal!)).ToHashSet();
            await StoreAsync(bench, rows, refusals);
            var pinned = Pinned(sample.Rules, sample.Class);

            await bench.Services.GetRequiredService<FreezeAudience>().ExecuteAsync(bench.Connection, 1, pinned, default);
            var count = await bench.Services.GetRequiredService<AudiencePreview>().CountAsync(bench.Connection, pinned, default);

            var request = new GateRequest(sample.Class, "sms", Today, EngineMode.Live);
            var expected = new SortedDictionary<long, (string Segment, string? Excluded)>();
            foreach (var (rule, name) in sample.Rules.Select((r, i) => (r, $"S{i}")))
                foreach (var person in rows.Where(rule.Matches))
                    expected.TryAdd(person.RecipientId, (name, GateOracle.Exclusion(request, person, refusals, new HashSet<(long, string)>())));

            var frozen = (await bench.Connection.QueryAsync<(long Id, string Segment, string? Excluded)>(
                "SELECT recipient_id, segment, excluded FROM audience_members WHERE run_id = 1 ORDER BY 1")).ToList();
            Assert.Equal(expected.Select(e => (e.Key, e.Value.Segment, e.Value.Excluded)), frozen);
            Assert.Equal((expected.Count, expected.Values.Count(e => e.Excluded is null)), (count.Matched, count.Targeted));
            Assert.Equal(frozen.Where(f => f.Excluded is not null).CountBy(f => f.Excluded!).OrderBy(g => g.Key, StringComparer.Ordinal),
                count.Excluded.Select(e => KeyValuePair.Create(e.Key, (int)e.Value)));
        }, iter: 30, threads: 1);
    }

    [Fact]
    public async Task A_repetition_adds_who_is_missing_and_changes_nobody()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(20);
        var freeze = bench.Services.GetRequiredService<FreezeAudience>();
        var pinned = Pinned([new Rule("sex", "female"), new Rule("sex", "male")], MessageClass.PolicyInfo);
        await freeze.ExecuteAsync(bench.Connection, 1, pinned, default);
        await bench.Connection.ExecuteAsync(
            "DELETE FROM audience_members WHERE recipient_id IN (3, 4); UPDATE recipients SET sex = 'male', died_on = '2026-01-01' WHERE recipient_id IN (3, 5)");

        var targeted = await freeze.ExecuteAsync(bench.Connection, 1, pinned, default);

        Assert.Equal(19, targeted);
        Assert.Equal([(3L, "S1", "dead"), (4L, "S1", null), (5L, "S0", null)],
            await bench.Connection.QueryAsync<(long, string, string?)>("SELECT recipient_id, segment, excluded FROM audience_members WHERE recipient_id IN (3, 4, 5) ORDER BY 1"));
    }

    [Fact]
    public async Task What_a_report_is_cut_by_is_kept_as_it_was_then()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await PersonRow.InsertAsync(bench.Connection, [new PersonRow(1)
        {
            Phone = "+84912345678", Sex = "female", ProvinceCode = "01", CommuneCode = "00004", EthnicCode = "01", Language = "vi",
            BirthYear = 1980, Occupation = "self_employed", SchemeStatus = "none",
        }]);
        await bench.Services.GetRequiredService<FreezeAudience>().ExecuteAsync(bench.Connection, 1, Pinned([new Rule("sex", "female")], MessageClass.PolicyInfo), default);
        await bench.Connection.ExecuteAsync("UPDATE recipients SET province_code = '79', occupation = 'student', language = 'km', sex = 'male'");

        Assert.Equal(("01", "00004", "01", "vi", 1980, "female", "self_employed"), await bench.Connection.QuerySingleAsync<(string, string, string, string, int, string, string)>(
            "SELECT province_code, commune_code, ethnic_code, language, birth_year, sex, occupation FROM audience_members"));
    }

    private static async Task StoreAsync(CampaignBench bench, List<PersonRow> rows, HashSet<(string Phone, string Scope)> refusals)
    {
        await bench.Connection.ExecuteAsync("TRUNCATE recipients, suppressions, audience_members CASCADE");
        await PersonRow.InsertAsync(bench.Connection, rows);
        foreach (var (phone, scope) in refusals)
            await Suppressions.AddAsync(bench.Connection, PersonRow.KeyOf(phone), scope, "import", DateTimeOffset.UnixEpoch, default);
    }

    private static PinnedPlan Pinned(IReadOnlyList<Rule> rules, MessageClass messageClass) => new(
        PlanReader.Read(PlanJson.With("class", $"\"{messageClass}\"")),
        [.. rules.Select((rule, i) => new PinnedSegment($"S{i}", "", "", rule.Json))], [], []);

    private sealed record Sample((PersonRow Row, string? Refusal)[] People, Rule[] Rules, MessageClass Class);

    private static readonly Gen<(PersonRow, string?)> Person =
        from phone in Pick.From<string?>(null, "+84912345678", "+84987654321", "+84351234567", "+84381234567", "+821012345678")
        from sex in Pick.From<string?>(null, "female", "male")
        from occupation in Pick.From<string?>(null, "student", "self_employed", "unemployed")
        from status in Pick.From<string?>(null, "none", "voluntary")
        from year in Pick.From<int?>(null, 1955, 1990, 2015)
        from died in Gen.Frequency((9, Gen.Const((DateOnly?)null)), (1, Gen.Const((DateOnly?)new DateOnly(2025, 1, 1))))
        from invented in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        from refusal in Pick.From<string?>(null, null, null, SuppressionScope.Campaigns, SuppressionScope.Everything)
        select (new PersonRow(1) { Phone = phone, Sex = sex, Occupation = occupation, SchemeStatus = status, BirthYear = year, DiedOn = died, Invented = invented }, refusal);

    private static readonly Gen<Sample> Cases =
        from people in Person.Array[80]
        from rules in Pick.From(new Rule("sex", "female"), new("sex", "male"), new("occupation", "student"), new("occupation", "self_employed"), new("scheme_status", "none")).Array[1, 4]
        from messageClass in Pick.From(MessageClass.ServiceNotice, MessageClass.PolicyInfo)
        select new Sample(people, rules, messageClass);
}
