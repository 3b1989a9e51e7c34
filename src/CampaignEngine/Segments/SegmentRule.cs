using System.Text.Json;

namespace CampaignEngine.Segments;

/// <summary>
/// A rule over people, parsed and checked. Two-valued: a condition on a value that is not known does not match, and
/// <see cref="Not"/> is the complement (docs/segments.md).
/// </summary>
public abstract record SegmentRule
{
    private SegmentRule() { }

    public sealed record AllOf(IReadOnlyList<SegmentRule> Rules) : SegmentRule;

    public sealed record AnyOf(IReadOnlyList<SegmentRule> Rules) : SegmentRule;

    public sealed record Not(SegmentRule Rule) : SegmentRule;

    /// <param name="Values">Typed by the field: text, long, bool or <see cref="Day"/>; none, one, a pair or many as the operator has it.</param>
    /// <param name="Json">The value as it was written, where one was.</param>
    public sealed record Condition(Field Field, Operator Operator, IReadOnlyList<object> Values, JsonElement? Json) : SegmentRule;

    /// <summary>Another segment, as its rule was when this one was read.</summary>
    public sealed record Reference(string Name, string TitleVi, string TitleEn, SegmentRule Rule) : SegmentRule;

    /// <summary>All conditions, those of referred segments too.</summary>
    public IEnumerable<Condition> Conditions() => this switch
    {
        AllOf all => all.Rules.SelectMany(r => r.Conditions()),
        AnyOf any => any.Rules.SelectMany(r => r.Conditions()),
        Not not => not.Rule.Conditions(),
        Reference reference => reference.Rule.Conditions(),
        Condition condition => [condition],
        _ => throw new InvalidOperationException(GetType().Name),
    };
}
