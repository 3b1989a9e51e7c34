namespace CampaignEngine.Files;

/// <param name="Kind">people or places.</param>
/// <param name="FileHash">SHA-256.</param>
/// <param name="AsOf">The state of the file.</param>
public sealed record ImportRecord(string Kind, string FileName, byte[] FileHash, string Source, DateOnly AsOf, int UserId, DateTimeOffset StartedAt);
