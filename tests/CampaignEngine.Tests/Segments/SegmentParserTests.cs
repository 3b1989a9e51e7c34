using System.Text.Json;
using CampaignEngine.Segments;

namespace CampaignEngine.Tests.Segments;

public sealed class SegmentParserTests
{
    [Theory]
    [InlineData("""{"field":"incom","op":"is","value":1}""", "unknown-field", "$.field")]
    [InlineData("""{"op":"is","value":1}""", "unknown-key", "$.op")]
    [InlineData("""{"field":"income","op":"contains","value":1}""", "unknown-operator", "$.op")]
    [InlineData("""{"field":"income","value":1}""", "unknown-operator", "$.op")]
    [InlineData("""{"field":"income","op":"is"}""", "missing-value", "$.value")]
    [InlineData("""{"field":"income","op":"known","value":1}""", "needless-value", "$.value")]
    [InlineData("""{"field":"income","op":"is","value":"1"}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"income","op":"is","value":1.5}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"income","op":"is","value":null}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"income","op":"between","value":[1]}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"income","op":"between","value":[1,"x"]}""", "wrong-type", "$.value[1]")]
    [InlineData("""{"field":"income","op":"between","value":[2,1]}""", "range-reversed", "$.value")]
    [InlineData("""{"field":"birth_date","op":"between","value":["2026-02-01","2026-01-01"]}""", "range-reversed", "$.value")]
    [InlineData("""{"field":"age","op":"at-least","value":-1}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"birth_date","op":"on","value":"2026-02-30"}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"birth_date","op":"on","value":"today+3w"}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"birth_date","op":"within-next","value":"30"}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"birth_date","op":"within-last","value":"9999y"}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"dead","op":"is","value":"no"}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"sex","op":"is","value":"F"}""", "unknown-value", "$.value")]
    [InlineData("""{"field":"sex","op":"in","value":["male","F"]}""", "unknown-value", "$.value[1]")]
    [InlineData("""{"field":"sex","op":"in","value":[]}""", "empty-list", "$.value")]
    [InlineData("""{"field":"sex","op":"in","value":"male"}""", "empty-list", "$.value")]
    [InlineData("""{"field":"language","op":"is","value":"xx"}""", "unknown-value", "$.value")]
    [InlineData("""{"field":"groups","op":"has","value":"V9"}""", "unknown-value", "$.value")]
    [InlineData("""{"field":"province","op":"is","value":"99"}""", "unknown-value", "$.value")]
    [InlineData("""{"field":"province","op":"is","value":1}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"commune","op":"is","value":"123"}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"source","op":"is","value":" "}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"source","op":"is","value":"a\u0000b"}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"contactable","op":"by","value":"fax"}""", "unknown-value", "$.value")]
    [InlineData("""{"field":"consent","op":"given","value":"sms"}""", "wrong-type", "$.value")]
    [InlineData("""{"field":"consent","op":"given","value":{"channel":"fax","purpose":"promotion"}}""", "unknown-value", "$.value.channel")]
    [InlineData("""{"field":"consent","op":"given","value":{"channel":"sms","purpose":"fun"}}""", "unknown-value", "$.value.purpose")]
    [InlineData("""{"field":"dead","op":"is","value":true,"note":1}""", "unknown-key", "$.note")]
    [InlineData("""[]""", "rule-shape", "$")]
    [InlineData("""{}""", "rule-shape", "$")]
    [InlineData("""{"all":[]}""", "empty-list", "$.all")]
    [InlineData("""{"all":{}}""", "empty-list", "$.all")]
    [InlineData("""{"all":[1]}""", "rule-shape", "$.all[0]")]
    [InlineData("""{"not":[]}""", "rule-shape", "$.not")]
    [InlineData("""{"segment":"V9"}""", "unknown-segment", "$.segment")]
    [InlineData("""{"segment":5}""", "unknown-segment", "$.segment")]
    [InlineData("""{"segment":"a"}""", "segment-cycle", "$.segment(a).not.segment(b).segment")]
    public void A_fault_is_named_with_its_place(string rule, string code, string where)
    {
        var problem = Refused(rule)[0];
        Assert.Equal((code, where), (problem.Code, problem.Where));
        Assert.NotEmpty(problem.Vi);
        Assert.NotEmpty(problem.En);
    }

    [Fact]
    public void All_faults_come_at_once()
    {
        var problems = Refused("""
            {"all":[{"field":"nme","op":"is","value":1},
                    {"any":[{"field":"sex","op":"is","value":"F"},{"not":{"field":"income","op":"above","value":1}}]},
                    {"segment":"nowhere"}]}
            """);
        Assert.Equal(
            ["$.all[0].field", "$.all[1].any[0].value", "$.all[1].any[1].not.op", "$.all[2].segment"], problems.Select(p => p.Where));
    }

    [Fact]
    public void A_misspelt_field_is_answered_with_the_one_meant() =>
        Assert.Contains("'income'", Refused("""{"field":"incom","op":"is","value":1}""")[0].En, StringComparison.Ordinal);

    [Fact]
    public void A_rule_without_bottom_is_refused_not_followed()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"not":""", 30)) + """{"field":"dead","op":"is","value":true}""" + new string('}', 30);
        Assert.Equal("too-deep", Refused(deep)[0].Code);
    }

    [Theory]
    [InlineData("""{"all":""", "not-json", "$")]
    [InlineData("""{"all":[],"all":[]}""", "not-json", "$")]
    [InlineData("""{"rule":{},"titel":"x"}""", "unknown-key", "$.titel")]
    [InlineData("""{"rule":{},"titleVi":1}""", "wrong-type", "$.titleVi")]
    public void A_file_that_is_no_rule_is_refused_by_place(string text, string code, string where)
    {
        var problem = Assert.Throws<RefusedException>(() => SegmentFile.Read(text)).Problems[0];
        Assert.Equal((code, where), (problem.Code, problem.Where));
    }

    private static IReadOnlyList<Problem> Refused(string rule) =>
        Assert.Throws<RefusedException>(() => SegmentParser.Parse(JsonSerializer.Deserialize<JsonElement>(rule), Shelf)).Problems;

    private static SegmentShelf Shelf { get; } = SegmentShelf.Shipped with
    {
        Provinces = new HashSet<string> { "01", "79" },
        Segments = new Dictionary<string, SegmentSource>
        {
            ["a"] = Source("a", """{"not":{"segment":"b"}}"""),
            ["b"] = Source("b", """{"segment":"a"}"""),
        },
    };

    private static SegmentSource Source(string name, string rule) => new(name, 1, name, name, null, JsonSerializer.Deserialize<JsonElement>(rule));
}
