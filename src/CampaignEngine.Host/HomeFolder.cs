namespace CampaignEngine.Host;

/// <summary>Where the installation's own things are (appsettings.json, .data, templates): CAMPAIGN_HOME, which the launcher sets, else the current folder.</summary>
internal static class HomeFolder
{
    public static string Path { get; } =
        System.IO.Path.GetFullPath(Environment.GetEnvironmentVariable("CAMPAIGN_HOME") is { Length: > 0 } home ? home : Directory.GetCurrentDirectory());

    /// <summary>A folder named in the settings: an absolute one as it is, a relative one below the home.</summary>
    public static string Resolve(string folder) => System.IO.Path.GetFullPath(folder, Path);
}
