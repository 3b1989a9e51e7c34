using CampaignEngine.Recipients;

namespace CampaignEngine.Segments;

/// <summary>What a rule may ask about a person.</summary>
/// <param name="Sql">An expression over alias r; <c>{today}</c> stands for the day in Vietnam.</param>
public sealed record Field(string Name, FieldType Type, string Sql, string Vi, string En)
{
    /// <summary>The values of a coded field.</summary>
    public CodeSet? Codes { get; init; }

    /// <summary>Sensitive (Law 91/2025/QH15): needs the role of data protection, and its use is recorded.</summary>
    public bool Restricted { get; init; }

    /// <summary>Written behind a number, for example đ.</summary>
    public string Unit { get; init; } = "";

    public IReadOnlyList<Operator> Operators => Segments.Operators.Of(Type);
}
