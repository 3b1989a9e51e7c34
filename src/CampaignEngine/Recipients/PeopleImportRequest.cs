namespace CampaignEngine.Recipients;

/// <param name="AsOf">The state of the file; null: today, and it is not taken as stated.</param>
/// <param name="Source">Where the file comes from; null: its name.</param>
/// <param name="DryRun">Counts all, changes nothing.</param>
/// <param name="RejectsPath">Where bad rows go; null: counted only.</param>
public sealed record PeopleImportRequest(string Path, DateOnly? AsOf = null, string? Source = null, bool DryRun = false, string? RejectsPath = null);
