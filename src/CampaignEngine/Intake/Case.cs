namespace CampaignEngine.Intake;

/// <summary>What one person wrote, as it is worked on. The words themselves stay sealed in the inbox.</summary>
/// <param name="FoundBy">words, provider or person: who says that it is of this class.</param>
/// <param name="Owner">The unit or person that looks at it.</param>
/// <param name="DueAt">UTC; null: nothing is to be done.</param>
public sealed record Case(
    long CaseId, string Provider, DateTime ReceivedAt, string Class, string FoundBy, string State, string Owner, string EscalateTo, DateTime? DueAt, DateTime? ClosedAt, string? CloseReason)
{
    internal const string Columns = "case_id, provider, received_at, class, found_by, state, owner, escalate_to, due_at, closed_at, close_reason";
}
