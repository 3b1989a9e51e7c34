using System.Text.Json;
using CampaignEngine.Segments;
using CampaignEngine.Tests.Harness;
using CsCheck;
using Dapper;
using Npgsql;

namespace CampaignEngine.Tests.Segments;

/// <summary>The compiled SQL against an evaluator that shares no code with it.</summary>
public sealed class SegmentSqlTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly Dictionary<string, JsonElement> Referred = new()
    {
        ["grown"] = Json("""{"field":"age","op":"at-least","value":16}"""),
        ["not-traders"] = Json("""{"not":{"any":[{"field":"occupation","op":"is","value":"craft_village"},{"segment":"grown"}]}}"""),
    };

    private static readonly SegmentShelf Shelf = new(
        Referred.ToDictionary(r => r.Key, r => new SegmentSource(r.Key, 1, r.Key, r.Key, null, r.Value)), SegmentGen.Provinces.ToHashSet());

    [Fact]
    public async Task Random_rules_select_the_same_random_people_in_sql_and_in_memory()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await Gen.Select(PersonGen.World(80), SegmentGen.Rule.Array[60]).SampleAsync(async sample =>
        {
            var (world, rules) = sample;
            await world.InsertAsync(connection);
            foreach (var rule in rules) await AgreeAsync(connection, world, SegmentGen.Element(rule));
        }, iter: 12, threads: 1, print: sample => string.Join("\n", sample.Item2.Select(r => r.ToJsonString())));
    }

    [Fact]
    public async Task Every_operator_of_every_field_agrees_and_so_does_its_complement()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await Gen.Select(PersonGen.World(120), SegmentGen.OneOfEach).SampleAsync(async sample =>
        {
            var (world, rules) = sample;
            await world.InsertAsync(connection);
            foreach (var rule in rules.Select(SegmentGen.Element))
            {
                var found = await AgreeAsync(connection, world, rule);
                var others = await AgreeAsync(connection, world, Json($$"""{"not":{{rule.GetRawText()}}}"""));
                Assert.Equal(world.People.Count, found.Count + others.Count);
            }
        }, iter: 3, threads: 1);
    }

    [Fact]
    public void No_value_of_a_rule_is_in_the_text_of_its_sql()
    {
        var rule = SegmentParser.Parse(Json("""
            {"all":[{"field":"source","op":"in","value":["zq'; DROP TABLE x --"]},{"field":"income","op":"is","value":987654},{"field":"province","op":"is","value":"79"}]}
            """), Shelf);
        var sql = SegmentCompiler.Compile(rule, new DateOnly(2026, 5, 5), "p_");
        Assert.DoesNotContain("zq", sql.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("987654", sql.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("79", sql.Text, StringComparison.Ordinal);
        Assert.All(sql.Arguments, a => Assert.StartsWith("p_", a.Name, StringComparison.Ordinal));
        Assert.Equal(sql.Arguments.Count, sql.Arguments.Select(a => a.Name).Distinct().Count());
    }

    [Fact]
    public void A_rule_written_back_without_references_compiles_to_the_same_sql() => SegmentGen.Rule.Sample(rule =>
    {
        var parsed = SegmentParser.Parse(SegmentGen.Element(rule), Shelf);
        var again = SegmentJson.Read(SegmentGen.Element(SegmentJson.Write(parsed)));
        Assert.Equal(SegmentCompiler.Compile(parsed, new(2026, 5, 5), "a").Text, SegmentCompiler.Compile(again, new(2026, 5, 5), "a").Text);
    }, iter: 300, print: rule => rule.ToJsonString());

    private static async Task<HashSet<long>> AgreeAsync(NpgsqlConnection connection, SegmentWorld world, JsonElement rule)
    {
        var sql = SegmentCompiler.Compile(SegmentParser.Parse(rule, Shelf), world.Today, "s_");
        var found = (await connection.QueryAsync<long>(
            $"SELECT r.recipient_id FROM recipients r WHERE {sql.Text}", sql.AddTo(new DynamicParameters()))).ToHashSet();
        var expected = new SegmentOracle(world, Referred).Matches(rule).ToHashSet();
        Assert.True(found.SetEquals(expected),
            $"{rule}\n{sql.Text}\nonly in SQL: {Some(found.Except(expected), world)}\nonly in memory: {Some(expected.Except(found), world)}");
        return found;
    }

    private static string Some(IEnumerable<long> ids, SegmentWorld world) => string.Join(", ", world.People.Where(p => ids.Contains(p.RecipientId)).Take(2));

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
