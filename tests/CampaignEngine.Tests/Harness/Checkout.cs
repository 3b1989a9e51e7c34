namespace CampaignEngine.Tests.Harness;

/// <summary>Files of the checkout these tests were built from.</summary>
internal static class Checkout
{
    private static readonly string Root = Find();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "CampaignEngine.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests do not run from a checkout.");
    }
}
