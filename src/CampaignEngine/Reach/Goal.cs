namespace CampaignEngine.Reach;

/// <summary>A reach goal of one year, with the document that sets it. Never extrapolated: a year without a row has no goal.</summary>
public sealed record Goal(string Name, int Year, decimal TargetPercent, string Source, bool Invented);

/// <summary>What reach is divided by. <paramref name="Province"/> is "" for the nation; <paramref name="Base"/> says what is counted.</summary>
public sealed record Denominator(string Goal, int Year, string Province, long Count, string Base, string Source, bool Invented);
