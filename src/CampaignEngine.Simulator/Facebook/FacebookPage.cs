namespace CampaignEngine.Simulator.Facebook;

/// <summary>Section "facebook".</summary>
public sealed class FacebookAccount
{
    public string PageId { get; set; } = "100000000000001";

    public string Token { get; set; } = "simulator-page-token";

    public string AppSecret { get; set; } = "simulator-app-secret";
}

/// <summary>What stands on the page, by its words: what "published once" is counted by.</summary>
public sealed class FacebookPage(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<Post> posts = [];
    private readonly Dictionary<string, int> calls = [];

    /// <summary>Which call with these words it is, from 1.</summary>
    public int Call(string message)
    {
        lock (gate) return calls[message] = calls.GetValueOrDefault(message) + 1;
    }

    public string Take(string page, string message, string? link)
    {
        lock (gate)
        {
            posts.Add(new Post($"{page}_{posts.Count + 1}", message, link, clock.GetUtcNow().ToUnixTimeSeconds(), Removed: false));
            return posts[^1].Id;
        }
    }

    public Post? Find(string id)
    {
        lock (gate) return posts.FirstOrDefault(p => p.Id == id && !p.Removed);
    }

    public bool Remove(string id)
    {
        lock (gate)
        {
            var at = posts.FindIndex(p => p.Id == id && !p.Removed);
            if (at >= 0) posts[at] = posts[at] with { Removed = true };
            return at >= 0;
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Post> Since(long since, int limit)
    {
        lock (gate) return [.. posts.Where(p => p.At >= since && !p.Removed).Reverse().Take(limit)];
    }

    public PageCount Count()
    {
        lock (gate) return new PageCount(posts.Count, posts.Select(p => p.Message).Distinct().Count(), posts.Count(p => p.Removed));
    }

    public void Clear()
    {
        lock (gate)
        {
            posts.Clear();
            calls.Clear();
        }
    }
}

public sealed record Post(string Id, string Message, string? Link, long At, bool Removed);

/// <param name="Taken">Posts, doubles and those taken down included.</param>
/// <param name="Distinct">Different words among them.</param>
public sealed record PageCount(int Taken, int Distinct, int Removed);
