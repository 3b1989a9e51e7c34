namespace CampaignEngine.Publications;

/// <summary>One thing a person publishes for us.</summary>
/// <param name="Commune">Code; empty: of no commune.</param>
/// <param name="AssetIds">See <see cref="Assets"/>; between blanks.</param>
/// <param name="Proof">The public address; of a loudspeaker, where it was.</param>
public sealed record AssistedTask(
    int TaskId, int RunId, string Channel, string Language, string Commune, string Body, string? Link, string Assignee, string EscalateTo, DateTime DueAt, DateTime ExpiresAt,
    string State, string? Reason, DateTime? DoneAt, string? DoneBy, string? Proof, string AssetIds)
{
    internal const string Columns = """
        task_id, run_id, channel, language, commune, body, link, assignee, escalate_to, due_at, expires_at, state, reason, done_at, done_by, proof, array_to_string(assets, ' ') AS asset_ids
        """;

    public bool IsBroadcast => Channel == Campaigns.PlanPublications.Loudspeaker;

    /// <summary>Numbers of the files to be published.</summary>
    public IReadOnlyList<int> Assets => [.. AssetIds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture))];

    public bool IsOpen => TaskState.Open.Contains(State);
}
