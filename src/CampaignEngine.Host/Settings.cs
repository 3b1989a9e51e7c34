namespace CampaignEngine.Host;

/// <summary>Settings: appsettings.json in the current folder, then the environment (Section__Name), which wins.</summary>
internal static class Settings
{
    public static IConfigurationRoot Load()
    {
        var file = new ConfigurationBuilder().SetBasePath(Directory.GetCurrentDirectory()).AddJsonFile("appsettings.json", optional: true).Build();
        var all = new ConfigurationBuilder().AddConfiguration(file).AddEnvironmentVariables().AddInMemoryCollection().Build();
        SettingsCheck.Check(file, all);
        return all;
    }
}
