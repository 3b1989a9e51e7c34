using CampaignEngine.Scheme;
using CampaignEngine.Segments;
using CampaignEngine.Tests.Harness;
using Dapper;

namespace CampaignEngine.Tests.Segments;

/// <summary>The plan's groups over people made by hand.</summary>
public sealed class BuiltInSegmentTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly Today = new(2026, 5, 5);
    private static readonly PersonRow Person = new(1) { BirthYear = 1980 };
    private static readonly PersonRow Joined = Person with { SchemeStatus = "voluntary" };

    private static readonly (string Who, PersonRow Row, string Segments)[] Population =
    [
        ("a farmer", Of("farm_household"), "V1"),
        ("one the unit classified, nothing else known", new PersonRow(1) { Groups = ["V1"] }, "V1"),
        ("a farmer who died", Of("farm_household") with { DiedOn = new(2026, 1, 1) }, ""),
        ("a farmer with a pension", Of("farm_household") with { SchemeStatus = "pensioner" }, ""),
        ("a farmer with a monthly benefit", Of("farm_household") with { SchemeStatus = "monthly_benefit" }, ""),
        ("a farmer in compulsory insurance", Of("farm_household") with { SchemeStatus = "compulsory" }, ""),
        ("a farmer's child of 14", Of("farm_household") with { BirthYear = 2012, BirthDate = Today.AddYears(-15).AddDays(1) }, ""),
        ("a farmer's child of 15", Of("farm_household") with { BirthYear = 2011, BirthDate = Today.AddYears(-15) }, "V1"),
        ("a foreign farmer", Of("farm_household") with { ForeignNational = true }, ""),
        ("a weaver of a craft village", Of("craft_village"), "V2"),
        ("a member of a cooperative", Of("cooperative_member"), "V2"),
        ("a manager of a cooperative whom the unit put into V2", Of("cooperative_manager") with { Groups = ["V2"] }, ""),
        ("a market trader", Of("market_trader"), "V3"),
        ("a household business that declares its tax", Of("household_business") with { BusinessOwner = "declared_tax" }, ""),
        ("a household business that does not", Of("household_business") with { BusinessOwner = "other" }, "V3"),
        ("a household business nobody has checked", Of("household_business"), ""),
        ("a contract hire driver", Of("contract_hire"), "V3"),
        ("a contract worker of a state farm", Of("land_forest_contract"), "V4"),
        ("a seasonal worker", Of("piece_work"), "V5"),
        ("a seasonal worker with a declared business", Of("piece_work") with { BusinessOwner = "declared_tax" }, ""),
        ("a self-employed", Of("self_employed"), "V6"),
        ("one who stopped compulsory insurance", Person with { SchemeStatus = "stopped_compulsory" }, "V7"),
        ("a self-employed on unemployment benefit", Of("self_employed") with { SchemeStatus = "unemployment_benefit" }, "V6 V7"),
        ("a monthly payer in the open month", Paid("monthly", 2026, 4), "V8"),
        ("a monthly payer with weeks to go", Paid("monthly", 2026, 5), ""),
        ("a quarterly payer whose period begins in June", Paid("three_monthly", 2026, 5), "V8"),
        ("a half-yearly payer past the deadline", Paid("six_monthly", 2025, 12), ""),
        ("a yearly payer before the deadline", Paid("twelve_monthly", 2025, 12), "V8"),
        ("a yearly payer with months to go", Paid("twelve_monthly", 2026, 9), ""),
        ("one who paid years ahead, now ending", Paid("several_years", 2026, 5), "V8"),
        ("a lapsed participant", Paid("twelve_monthly", 2025, 12) with { SchemeStatus = "lapsed" }, ""),
        ("a farmer in the open month", Paid("monthly", 2026, 4) with { Occupation = "farm_household" }, "V1 V8"),
        ("an employee", Of("employee") with { SchemeStatus = "compulsory" }, "G2"),
        ("a foreign employee", Of("employee") with { ForeignNational = true }, "G2"),
        ("an employer", Of("employer"), "G2"),
        ("a student", Of("student"), "G4"),
        ("a student in the last year", Of("student_final_year"), "G4"),
        ("a village head with a pension", Of("village_head") with { SchemeStatus = "pensioner" }, "G5"),
        ("nobody in particular", Of("other"), ""),
    ];

    [Fact]
    public async Task Each_group_picks_the_people_the_plan_means()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE recipients");
        await PersonRow.InsertAsync(connection, Population.Select((p, i) => p.Row with { RecipientId = i + 1 }));
        var found = Population.Select(_ => new List<string>()).ToList();
        foreach (var segment in BuiltInSegments.All.Where(s => char.IsUpper(s.Name[0])).OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            var sql = SegmentCompiler.Compile(SegmentParser.Parse(segment.Rule, SegmentShelf.Shipped), Today, "s_");
            foreach (var id in await connection.QueryAsync<long>($"SELECT r.recipient_id FROM recipients r WHERE {sql.Text}", sql.AddTo(new DynamicParameters())))
                found[(int)id - 1].Add(segment.Name);
        }
        Assert.Equal(Population.Select(p => $"{p.Who}: {p.Segments}"), Population.Zip(found, (p, f) => $"{p.Who}: {string.Join(' ', f)}"));
    }

    [Theory]
    [InlineData("declared_tax", "2025-06-30", true)]
    [InlineData("declared_tax", "2025-07-01", false)]
    [InlineData("other", "2029-06-30", true)]
    [InlineData("other", "2029-07-01", false)]
    public async Task Owners_of_household_businesses_leave_on_the_day_the_law_takes_them_in(string owner, string day, bool recruited)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE recipients");
        await PersonRow.InsertAsync(connection, [Of("household_business") with { BusinessOwner = owner }]);
        var rule = SegmentParser.Parse(BuiltInSegments.All.Single(s => s.Name == "V3").Rule, SegmentShelf.Shipped);
        var sql = SegmentCompiler.Compile(rule, DateOnly.Parse(day), "s_");
        Assert.Equal(recruited ? 1 : 0, await connection.ExecuteScalarAsync<int>($"SELECT count(*) FROM recipients r WHERE {sql.Text}", sql.AddTo(new DynamicParameters())));
    }

    [Fact]
    public async Task The_legal_deadline_in_sql_is_the_schemes_own()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE recipients");
        var people = Recipients().ToList();
        await PersonRow.InsertAsync(connection, people);
        var deadlines = (await connection.QueryAsync<(long Id, DateTime? Day)>(
            $"SELECT r.recipient_id, ({FieldCatalogue.Find("legal_deadline")!.Sql})::timestamp FROM recipients r")).ToDictionary(d => d.Id, d => d.Day);
        foreach (var person in people)
            Assert.Equal(
                PaymentPeriods.LegalDeadline(person.PaymentMethod!, PaymentPeriods.NextPeriod(person.PaidThrough!.Value)),
                deadlines[person.RecipientId] is { } day ? DateOnly.FromDateTime(day) : null);
    }

    private static IEnumerable<PersonRow> Recipients()
    {
        var id = 0;
        foreach (var method in CampaignEngine.Recipients.CodeSets.PaymentMethod.Codes)
            for (var month = 1; month <= 12; month++)
                yield return Paid(method.Value, 2027, month) with { RecipientId = ++id };
    }

    private static PersonRow Of(string occupation) => Person with { Occupation = occupation };

    private static PersonRow Paid(string method, int year, int month) => Joined with { PaymentMethod = method, PaidThrough = new(year, month, 1) };
}
