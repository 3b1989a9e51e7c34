namespace CampaignEngine.Templates;

/// <summary>The merge inputs of one person, raw. Null is "not known" or "does not apply".</summary>
public sealed record PersonFields
{
    public required string Name { get; init; }
    public string? Sex { get; init; }
    public int? BirthYear { get; init; }
    public string? Province { get; init; }
    public string? Commune { get; init; }
    public string? CollectionPoint { get; init; }
    public string? Agent { get; init; }
    public string? InsuranceNumber { get; init; }
    public string? PaymentMethod { get; init; }

    /// <summary>First day of the last month paid.</summary>
    public DateOnly? PaidThrough { get; init; }
}
