namespace CampaignEngine.Reach;

/// <summary>The one figure of a report in which a person is counted, by the contact that speaks for them. The numbers are stored.</summary>
internal enum ReachFigure : short { Reached = 1, Assumed, Students, Pensioners, OtherAge, Unknown, RenewalOnly }
