namespace CampaignEngine.Files;

/// <summary>What the file itself says a cell is. A CSV file says nothing: all its cells are text.</summary>
public enum CellKind
{
    Text,

    /// <summary>A quantity: leading zeros it may have had are gone.</summary>
    Number,
    Date,
}
