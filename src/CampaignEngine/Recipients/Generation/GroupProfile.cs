namespace CampaignEngine.Recipients.Generation;

/// <summary>What people of one of the plan's groups are like.</summary>
/// <param name="Group">Empty where no unit has classified them.</param>
internal sealed record GroupProfile(string Group, int PerMille, int Youngest, int Oldest, Weighted<string> Occupations, Weighted<string> Statuses);
