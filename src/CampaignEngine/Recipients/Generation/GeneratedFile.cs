namespace CampaignEngine.Recipients.Generation;

/// <param name="FaultyRows">Rows that were spoiled on purpose, in the ways real files are.</param>
public sealed record GeneratedFile(string File, long Rows, long FaultyRows, long Seed, long Bytes);
