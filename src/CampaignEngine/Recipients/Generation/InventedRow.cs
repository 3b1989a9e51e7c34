namespace CampaignEngine.Recipients.Generation;

/// <summary>One invented row as the file carries it; a column that is not set is an empty cell.</summary>
internal sealed class InventedRow
{
    private readonly string[] cells = new string[PeopleColumns.All.Count];

    public InventedRow() => Array.Fill(cells, "");

    /// <summary>None for a good row.</summary>
    public InventedFault Fault { get; set; }

    public string this[PeopleColumn column]
    {
        get => cells[(int)column];
        set => cells[(int)column] = value;
    }
}
