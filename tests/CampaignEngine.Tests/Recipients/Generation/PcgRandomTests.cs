using CampaignEngine.Recipients.Generation;

namespace CampaignEngine.Tests.Recipients.Generation;

public sealed class PcgRandomTests
{
    [Fact]
    public void The_published_first_numbers_of_seed_42_hold()
    {
        var random = new PcgRandom(42, stream: 54);
        Assert.Equal([0xa15c02b7u, 0x7b47f409u, 0xba1d3330u, 0x83d2f293u, 0xbfa4784bu, 0xcbed606eu], Enumerable.Range(0, 6).Select(_ => random.Next()));
    }

    [Fact]
    public void Weights_are_kept()
    {
        var random = new PcgRandom(1);
        var weighted = new Weighted<string>(("a", 700), ("never", 0), ("b", 299), ("c", 1));
        var drawn = Enumerable.Range(0, 100_000).Select(_ => weighted.Pick(random)).CountBy(v => v).ToDictionary();
        Assert.DoesNotContain("never", drawn.Keys);
        Assert.InRange(drawn["a"], 69_000, 71_000);
        Assert.InRange(drawn["b"], 29_000, 31_000);
        Assert.InRange(drawn["c"], 50, 150);
    }
}
