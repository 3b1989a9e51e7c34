namespace CampaignEngine.Places;

/// <summary>What a row says of a place, as it says it; empty where it says nothing.</summary>
public readonly ref struct PlaceCells
{
    public ReadOnlySpan<char> ProvinceCode { get; init; }
    public ReadOnlySpan<char> Province { get; init; }
    public ReadOnlySpan<char> CommuneCode { get; init; }
    public ReadOnlySpan<char> Commune { get; init; }

    /// <summary>The state of the row, where the file or the user states it.</summary>
    public DateOnly? StatedOn { get; init; }

    public bool IsEmpty => ProvinceCode.IsEmpty && Province.IsEmpty && CommuneCode.IsEmpty && Commune.IsEmpty;
}
