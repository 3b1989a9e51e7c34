namespace CampaignEngine.Host.Demo;

/// <param name="Exit">End when the job is done; else stay up and serve until Ctrl-C.</param>
/// <param name="Json">Where the numbers are written.</param>
internal sealed record DemoOptions(int People, int Seed, bool Exit, FileInfo? Json);
