namespace CampaignEngine.Tests.Harness;

/// <summary>Reference data that stands beside the checkout (shared/data), or where SHARED_DATA says. Its absence is a failure, never a skip.</summary>
internal static class SharedData
{
    private static readonly string Folder = Find();

    public static string Path(string file)
    {
        var path = System.IO.Path.Combine(Folder, file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"The reference data lacks {file}.", path);
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("SHARED_DATA") is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate)) return candidate;
        }
        throw new DirectoryNotFoundException("No shared/data stands beside the checkout; set SHARED_DATA to the folder of the reference data.");
    }
}
