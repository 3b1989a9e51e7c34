using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Architecture;

/// <summary>The rooms in the order of docs/architecture.md, read from its table so that page and code cannot differ.</summary>
internal static class Rooms
{
    public static readonly IReadOnlyList<string> LowToHigh = [.. File.ReadLines(Checkout.Path("docs", "architecture.md"))
        .SkipWhile(line => !line.StartsWith("| room |", StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|')[1].Trim())];

    public static string Folder => Checkout.Path("src", "CampaignEngine");

    public static int Rank(string room) => LowToHigh.ToList().IndexOf(room);

    /// <summary>Every source file of the engine with the room it lies in; those in the root serve all.</summary>
    public static IEnumerable<(string Room, string Path)> Sources() =>
        from path in Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        let parts = Path.GetRelativePath(Folder, path).Split(Path.DirectorySeparatorChar)
        where parts.Length > 1 && parts[0] is not ("bin" or "obj")
        select (parts[0], path);
}
