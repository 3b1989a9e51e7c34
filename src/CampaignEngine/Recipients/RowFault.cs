namespace CampaignEngine.Recipients;

/// <summary>One thing wrong with one row of a file of people.</summary>
/// <param name="Code">One of <see cref="RowFaults"/>.</param>
/// <param name="Column">Where it is wrong; null where the row as a whole is.</param>
public readonly record struct RowFault(string Code, PeopleColumn? Column)
{
    public (string Vi, string En) Words => RowFaults.Words[Code];
}
