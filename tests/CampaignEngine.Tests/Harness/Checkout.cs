using System.Runtime.CompilerServices;

namespace CampaignEngine.Tests.Harness;

/// <summary>The checkout the tests were built from.</summary>
internal static class Checkout
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root(), .. parts]);

    private static string Root([CallerFilePath] string file = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "..", "..", ".."));
}
