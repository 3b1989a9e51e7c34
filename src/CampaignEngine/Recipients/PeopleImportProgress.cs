namespace CampaignEngine.Recipients;

/// <param name="Read">Share of the file that was read and checked, 0 to 1; writing begins at 1.</param>
public readonly record struct PeopleImportProgress(double Read, long Rows);
