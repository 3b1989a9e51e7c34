using CampaignEngine.Storage;

namespace CampaignEngine.Host;

/// <summary>Settings: appsettings.json in the home folder, then the environment (Section__Name), which wins.</summary>
internal static class Settings
{
    private const string FileName = "appsettings.json";

    public static IConfigurationRoot Load()
    {
        var file = ReadFile();
        var all = new ConfigurationBuilder().AddConfiguration(file).AddEnvironmentVariables().AddInMemoryCollection().Build();
        SettingsCheck.Check(file, all);
        ResolveKeyFolder(all);
        return all;
    }

    /// <summary>The engine knows no home folder; what it is given is absolute.</summary>
    private static void ResolveKeyFolder(IConfiguration all)
    {
        var engine = all.GetSection("Engine").Get<EngineOptions>() ?? new EngineOptions();
        all["Engine:KeyFolder"] = HomeFolder.Resolve(engine.KeyFolder.Length > 0 ? engine.KeyFolder : Path.Combine(engine.DataFolder, "keys"));
    }

    private static IConfiguration ReadFile()
    {
        try
        {
            return new ConfigurationBuilder().SetBasePath(HomeFolder.Path).AddJsonFile(FileName, optional: true).Build();
        }
        catch (InvalidDataException error)
        {
            var why = error.InnerException?.InnerException?.Message ?? error.InnerException?.Message ?? error.Message;
            throw new RefusedException("settings-unreadable", Path.Combine(HomeFolder.Path, FileName),
                $"Tệp cài đặt không phải JSON hợp lệ: {why}", $"The settings file is not valid JSON: {why}");
        }
    }
}
