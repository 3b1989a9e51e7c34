namespace CampaignEngine.Storage;

/// <summary>Counts that arrive while a set of them is being written go out together in the next one: a flood costs one statement at a time.</summary>
/// <param name="write">Adds a set to its table, whole or not at all.</param>
internal sealed class CountedSets<TKey>(Func<IReadOnlyDictionary<TKey, long>, Task> write) : IDisposable where TKey : notnull
{
    private readonly SemaphoreSlim writing = new(1);
    private readonly Lock counting = new();
    private Dictionary<TKey, long> counts = [];

    /// <summary>Returns when the count stands in the table. Not to be cancelled: whoever writes, writes for all that wait.</summary>
    public async Task AddAsync(TKey key)
    {
        Add(key, 1);
        await writing.WaitAsync();
        try
        {
            if (Take() is { Count: > 0 } set) await WriteAsync(set);
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    /// <summary>A set that could not be written goes out with the next.</summary>
    private async Task WriteAsync(Dictionary<TKey, long> set)
    {
        try
        {
            await write(set);
        }
        catch
        {
            foreach (var (key, count) in set) Add(key, count);
            throw;
        }
    }

    private void Add(TKey key, long count)
    {
        lock (counting) counts[key] = counts.GetValueOrDefault(key) + count;
    }

    private Dictionary<TKey, long> Take()
    {
        lock (counting)
        {
            var taken = counts;
            counts = [];
            return taken;
        }
    }
}
