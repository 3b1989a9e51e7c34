using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Architecture;

public sealed class FileSizeTests
{
    [Fact]
    public void A_reader_sees_the_whole_of_a_file()
    {
        var lengths = Directory.EnumerateFiles(Checkout.Path("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => (Lines: File.ReadLines(path).Count(), path)).OrderBy(f => f.Lines).ToList();
        Assert.True(lengths[lengths.Count / 2].Lines < 60, $"median {lengths[lengths.Count / 2].Lines} lines");
        Assert.True(lengths[^1].Lines <= 400, $"{lengths[^1].path} has {lengths[^1].Lines} lines");
    }
}
