namespace CampaignEngine.Reach;

public enum ReachDimension { None, Province, Group, Language, Channel }

/// <summary>
/// Reach of one year against its goals. Reached = distinct people of the labour force of working age with at least one message
/// delivered to the handset whose theme counts for the goal; people of routes that prove less stand apart as assumed.
/// </summary>
public sealed record ReachReport(int Year, ReachDimension By, DateTimeOffset At, IReadOnlyList<GoalReach> Goals);

/// <param name="Target">Null: no goal is set for the year.</param>
/// <param name="Base">Null: no denominator is known.</param>
/// <param name="Coverage">Percent of the base; over 100 is flagged by the reader, never capped.</param>
public sealed record GoalReach(
    string Goal, Goal? Target, Denominator? Base, ReachCount Total, decimal? Coverage, IReadOnlyList<ReachRow> Rows);

/// <param name="Key">A province code, a segment's name, a language tag or a channel; "" where it is not known.</param>
public sealed record ReachRow(string Key, string Label, ReachCount Count, long? Base, decimal? Coverage);

/// <summary>Distinct people. Only <paramref name="Reached"/> is the numerator; all else is shown apart (Decision 294 §II.2.2).</summary>
/// <param name="Reached">Working age, in the labour force, delivered to the handset.</param>
/// <param name="Assumed">The same people by a route whose receipts do not prove the handset.</param>
/// <param name="Students">Students.</param>
/// <param name="Pensioners">Pensioners and holders of a monthly benefit.</param>
/// <param name="OtherAge">Outside the working age.</param>
/// <param name="Unknown">Age or sex not known, so that working age cannot be told.</param>
/// <param name="RenewalOnly">Reached by renewal notices only.</param>
public sealed record ReachCount(long Reached, long Assumed, long Students, long Pensioners, long OtherAge, long Unknown, long RenewalOnly);
