using System.Collections.Concurrent;
using CampaignEngine.Storage;

namespace CampaignEngine.Tests.Storage;

public sealed class CountedSetsTests
{
    [Fact]
    public async Task What_comes_while_a_set_is_written_goes_out_together_and_nothing_twice()
    {
        var written = new ConcurrentQueue<IReadOnlyDictionary<string, long>>();
        var first = new TaskCompletionSource();
        using var counts = new CountedSets<string>(async set =>
        {
            written.Enqueue(set);
            if (written.Count == 1) await first.Task;
        });
        var adding = new List<Task> { counts.AddAsync("a") };
        adding.AddRange(Enumerable.Range(0, 100).Select(i => counts.AddAsync(i % 2 == 0 ? "a" : "b")));
        Assert.False(adding[^1].IsCompleted);
        first.SetResult();
        await Task.WhenAll(adding);
        Assert.Equal(2, written.Count);
        Assert.Equal((51, 50), (written.Sum(s => s.GetValueOrDefault("a")), written.Sum(s => s.GetValueOrDefault("b"))));
    }

    [Fact]
    public async Task A_set_that_could_not_be_written_is_said_so_and_goes_out_with_the_next()
    {
        var away = true;
        long stands = 0;
        using var counts = new CountedSets<string>(set =>
        {
            if (away) throw new TimeoutException();
            stands += set["a"];
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<TimeoutException>(() => counts.AddAsync("a"));
        away = false;
        await counts.AddAsync("a");
        Assert.Equal(2, stands);
    }
}
