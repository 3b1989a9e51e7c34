namespace CampaignEngine.Segments;

/// <summary>What a field is asked.</summary>
/// <param name="Sql">
/// <c>{x}</c> the field's expression, <c>{0}</c> and <c>{1}</c> its values, <c>{today}</c> the day in Vietnam. Null for a person whose value
/// is not known.
/// </param>
/// <param name="Vi">In words: <c>{x}</c> the field's label, <c>{0}</c> and <c>{1}</c> the values.</param>
public sealed record Operator(string Name, ValueShape Shape, string Sql, string Vi, string En);

/// <summary>How many values an operator takes, and of what form.</summary>
public enum ValueShape
{
    None,
    One,

    /// <summary>A list of one or more.</summary>
    Many,

    /// <summary>A list of two, both included.</summary>
    Pair,

    /// <summary>A length of time from today on, such as 30d, 2m, 1y.</summary>
    Ahead,

    /// <summary>The same back from today.</summary>
    Back,

    /// <summary>{"channel": …, "purpose": …}</summary>
    ChannelAndPurpose,
}
