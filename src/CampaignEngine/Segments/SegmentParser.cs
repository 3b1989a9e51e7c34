using System.Text.Json;

namespace CampaignEngine.Segments;

/// <summary>Reads a rule from JSON and checks all of it; every fault is collected before the whole is refused.</summary>
public sealed class SegmentParser
{
    private const int Deepest = 20;
    private const int MostEntries = 1000;

    private readonly SegmentShelf shelf;
    private readonly List<Problem> problems = [];
    private readonly ConditionParser conditions;
    private readonly List<string> open = [];

    private SegmentParser(SegmentShelf shelf)
    {
        this.shelf = shelf;
        conditions = new ConditionParser(shelf.Provinces, problems);
    }

    /// <param name="name">The segment the rule is of, so that it cannot refer to itself; null for a rule without a name.</param>
    /// <exception cref="RefusedException">With every problem and its JSON path.</exception>
    public static SegmentRule Parse(JsonElement rule, SegmentShelf shelf, string? name = null, string where = "$")
    {
        var parser = new SegmentParser(shelf);
        if (name is not null) parser.open.Add(name);
        var parsed = parser.Node(rule, where, 1);
        return parser.problems.Count == 0 ? parsed! : throw new RefusedException(parser.problems);
    }

    private SegmentRule? Node(JsonElement node, string where, int depth)
    {
        if (depth > Deepest) return Refuse(SegmentProblems.TooDeep(where, Deepest));
        if (node.ValueKind != JsonValueKind.Object) return Refuse(SegmentProblems.Shape(where));
        if (node.TryGetProperty("field", out _)) return conditions.Parse(node, where);

        var keys = node.EnumerateObject().ToList();
        foreach (var key in keys.Where(k => k.Name is not ("all" or "any" or "not" or "segment")))
            Refuse(SegmentProblems.UnknownKey($"{where}.{key.Name}", key.Name));
        if (keys.Count != 1) return Refuse(SegmentProblems.Shape(where));

        var (name, value) = (keys[0].Name, keys[0].Value);
        where = $"{where}.{name}";
        return name switch
        {
            "all" => List(value, where, depth) is { } rules ? new SegmentRule.AllOf(rules) : null,
            "any" => List(value, where, depth) is { } rules ? new SegmentRule.AnyOf(rules) : null,
            "not" => Node(value, where, depth + 1) is { } rule ? new SegmentRule.Not(rule) : null,
            "segment" => Reference(value, where, depth),
            _ => null,
        };
    }

    private List<SegmentRule>? List(JsonElement value, string where, int depth)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            Refuse(SegmentProblems.EmptyList(where));
            return null;
        }
        if (value.GetArrayLength() > MostEntries)
        {
            Refuse(SegmentProblems.TooMany(where, MostEntries));
            return null;
        }
        var rules = value.EnumerateArray().Select((entry, i) => Node(entry, $"{where}[{i}]", depth + 1)).ToList();
        return rules.Contains(null) ? null : [.. rules.OfType<SegmentRule>()];
    }

    private SegmentRule.Reference? Reference(JsonElement value, string where, int depth)
    {
        var name = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (open.Contains(name))
        {
            Refuse(SegmentProblems.Cycle(where, open.Append(name)));
            return null;
        }
        if (!shelf.Segments.TryGetValue(name, out var source))
        {
            Refuse(SegmentProblems.UnknownSegment(where, name, shelf.Segments.Keys.Order(StringComparer.Ordinal)));
            return null;
        }
        open.Add(name);
        var rule = Node(source.Rule, $"{where}({name})", depth + 1);
        open.RemoveAt(open.Count - 1);
        return rule is null ? null : new SegmentRule.Reference(name, source.TitleVi, source.TitleEn, rule);
    }

    private SegmentRule? Refuse(Problem problem)
    {
        problems.Add(problem);
        return null;
    }
}
