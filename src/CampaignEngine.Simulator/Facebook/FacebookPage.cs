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
    private readonly Dictionary<string, Photo> photos = [];
    private readonly List<PageComment> comments = [];

    /// <summary>Which call with these words it is, from 1.</summary>
    public int Call(string message)
    {
        lock (gate) return calls[message] = calls.GetValueOrDefault(message) + 1;
    }

    /// <param name="files">Hashes of the photos it shows.</param>
    public string Take(string page, string message, string? link, IEnumerable<string> files) => Add($"{page}_{{0}}", message, link, [.. files], isVideo: false);

    public string TakeVideo(string message, string file) => Add("9000{0}", message, null, [file], isVideo: true);

    public string TakePhoto(string hash, string alt)
    {
        lock (gate)
        {
            var id = $"8000{photos.Count + 1}";
            photos[id] = new Photo(hash, alt);
            return id;
        }
    }

    public Photo? Photo(string id)
    {
        lock (gate) return photos.GetValueOrDefault(id);
    }

    private string Add(string form, string message, string? link, IReadOnlyList<string> files, bool isVideo)
    {
        lock (gate)
        {
            posts.Add(new Post(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, posts.Count + 1), message, link, clock.GetUtcNow().ToUnixTimeSeconds(), Removed: false, files, isVideo));
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

    /// <summary>Somebody writes below a post, or the page below a comment.</summary>
    public string AddComment(string below, string words, string from)
    {
        lock (gate)
        {
            comments.Add(new PageComment($"{below}_c{comments.Count + 1}", below, words, from));
            return comments[^1].Id;
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PageComment> CommentsOf(string post)
    {
        lock (gate) return [.. comments.Where(c => c.Id.StartsWith($"{post}_c", StringComparison.Ordinal)).Reverse()];
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Post> Since(long since, int limit, bool videos)
    {
        lock (gate) return [.. posts.Where(p => p.At >= since && !p.Removed && p.IsVideo == videos).Reverse().Take(limit)];
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
            photos.Clear();
            comments.Clear();
            calls.Clear();
        }
    }
}

/// <param name="Files">Hashes of what it shows.</param>
public sealed record Post(string Id, string Message, string? Link, long At, bool Removed, IReadOnlyList<string> Files, bool IsVideo);

public sealed record PageComment(string Id, string Below, string Words, string From);

public sealed record Photo(string Hash, string Alt);

/// <param name="Taken">Posts, doubles and those taken down included.</param>
/// <param name="Distinct">Different words among them.</param>
public sealed record PageCount(int Taken, int Distinct, int Removed);
