using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignEngine.Consent;
using CampaignEngine.Segments;
using CampaignEngine.Tests.Harness;
using CsCheck;

namespace CampaignEngine.Tests.Segments;

/// <summary>Random rules that the grammar allows, over every field and operator of the catalogue.</summary>
internal static class SegmentGen
{
    public static readonly string[] Provinces = ["01", "79", "91"];
    private static readonly string[] Communes = [.. SegmentWorld.Communes.Select(c => c.Code), "99999"];
    private static readonly string[] Days = ["2026-05-05", "2026-05-31", "2008-02-29", "today", "today+30d", "today-1y", "month", "month+2m", "month-1m", "year", "year-1d"];

    public static Gen<JsonObject> Rule => RuleOf(3);

    /// <summary>One condition for every operator of every field.</summary>
    public static Gen<JsonObject[]> OneOfEach => FieldCatalogue.All.SelectMany(f => f.Operators.Select(o => ConditionOf(f, o)))
        .Aggregate(Gen.Const(Array.Empty<JsonObject>()), (some, next) => Gen.Select(some, next, (s, n) => (JsonObject[])[.. s, n]));

    private static Gen<JsonObject> ConditionOf(Field field, Operator op) => op.Shape switch
    {
        ValueShape.None => Gen.Const(0).Select(_ => Node(field, op, null)),
        ValueShape.One => Value(field).Select(v => Node(field, op, v)),
        ValueShape.Many => Value(field).Array[1, 4].Select(v => Node(field, op, new JsonArray(v))),
        ValueShape.Pair when field.Type == FieldType.Date => Value(field).Array[2].Where(InOrder).Select(v => Node(field, op, new JsonArray(v))),
        ValueShape.Pair => Value(field).Array[2].Select(v => Node(field, op, new JsonArray([.. v.OrderBy(x => x!.GetValue<long>())]))),
        ValueShape.Ahead or ValueShape.Back => Pick.From("0d", "30d", "1m", "2m", "1y", "20y").Select(v => Node(field, op, v)),
        ValueShape.ChannelAndPurpose => Pick.From("sms", "zalo").Select(c => Node(field, op, new JsonObject { ["channel"] = c, ["purpose"] = "promotion" })),
        _ => throw new NotSupportedException(op.Shape.ToString()),
    };

    private static Gen<JsonObject> RuleOf(int depth)
    {
        var condition = Pick.From(FieldCatalogue.All.SelectMany(f => f.Operators.Select(o => (f, o))).ToArray()).SelectMany(x => ConditionOf(x.f, x.o));
        if (depth == 0) return condition;
        var deeper = RuleOf(depth - 1);
        return Gen.Frequency(
            (3, condition),
            (2, deeper.Array[1, 3].Select(r => new JsonObject { ["all"] = new JsonArray(r) })),
            (2, deeper.Array[1, 3].Select(r => new JsonObject { ["any"] = new JsonArray(r) })),
            (3, deeper.Select(r => new JsonObject { ["not"] = r })),
            (1, Pick.From("grown", "not-traders").Select(s => new JsonObject { ["segment"] = s })));
    }

    private static JsonObject Node(Field field, Operator op, JsonNode? value)
    {
        var node = new JsonObject { ["field"] = field.Name, ["op"] = op.Name };
        if (value is not null) node["value"] = value;
        return node;
    }

    private static Gen<JsonNode?> Value(Field field) => field.Type switch
    {
        FieldType.Text => Pick.From("Điểm thu số 1", "điểm", "ĐIỂM THU SỐ 1", "%", "x' OR true --", "1").Select(v => (JsonNode?)v),
        FieldType.Number => Pick.From(0L, 1, 12, 1_500_000, 1_500_001, 3_000_000, long.MaxValue).Select(v => (JsonNode?)v),
        FieldType.Age => Pick.From(0L, 14, 15, 16, 17, 18, 40, 150).Select(v => (JsonNode?)v),
        FieldType.Date => Pick.From(Days).Select(v => (JsonNode?)v),
        FieldType.Boolean => Gen.Bool.Select(v => (JsonNode?)v),
        FieldType.Code or FieldType.Groups => Pick.From(PersonGen.Some(field.Codes!)).Select(v => (JsonNode?)v),
        FieldType.Language => Pick.From("vi", "km", "blt-Tavt").Select(v => (JsonNode?)v),
        FieldType.Province => Pick.From(Provinces).Select(v => (JsonNode?)v),
        FieldType.Commune => Pick.From(Communes).Select(v => (JsonNode?)v),
        FieldType.Contact => Pick.From([.. ChannelAddress.Channels]).Select(v => (JsonNode?)v),
        _ => throw new NotSupportedException(field.Type.ToString()),
    };

    private static bool InOrder(JsonNode?[] pair) =>
        !(DateOnly.TryParse(pair[0]!.GetValue<string>(), out var from) && DateOnly.TryParse(pair[1]!.GetValue<string>(), out var to) && from > to);

    public static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
