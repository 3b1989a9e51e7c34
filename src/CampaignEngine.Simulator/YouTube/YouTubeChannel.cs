using System.Security.Cryptography;
using System.Text.Json;

namespace CampaignEngine.Simulator.YouTube;

/// <summary>What the channel has: sessions that are being filled, and videos, which exist from their last byte on.</summary>
public sealed class YouTubeChannel(TimeProvider clock, Behaviour behaviour)
{
    private const int Unit = 256 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Session> sessions = [];
    private readonly List<Video> videos = [];
    private readonly List<VideoComment> comments = [];
    private int units;

    public DateTimeOffset Now => behaviour.Now.YouTubeNow ?? clock.GetUtcNow();

    /// <summary>False: the day's quota is used up.</summary>
    public bool Spend(int cost)
    {
        lock (gate) return units + cost <= behaviour.Now.YouTubeUnits && (units += cost) >= 0;
    }

    public string Begin(JsonElement words, long size)
    {
        lock (gate)
        {
            var id = $"session-{sessions.Count + 1}";
            sessions[id] = new Session(words, size);
            return id;
        }
    }

    public Session? Find(string id)
    {
        lock (gate) return sessions.GetValueOrDefault(id);
    }

    /// <summary>Gone, with what it had; a video that came of it stays.</summary>
    public void Drop(string id)
    {
        lock (gate) sessions.Remove(id);
    }

    /// <summary>Keeps a piece that begins where the session stands; of all but the last only whole units.</summary>
    /// <param name="share">How much of it arrives, 0 to 1.</param>
    public void Take(Session session, long at, byte[] piece, double share)
    {
        lock (gate)
        {
            if (at != session.Bytes || session.VideoId is not null) return;
            var kept = share >= 1 ? piece.Length : (int)(piece.Length * share) / Unit * Unit;
            session.Hash.AppendData(piece, 0, kept);
            session.Bytes += kept;
            if (session.Bytes < session.Size) return;
            session.VideoId = $"video{videos.Count + 1:000000}";
            videos.Add(new Video(session.VideoId, session.Words, Convert.ToHexStringLower(session.Hash.GetHashAndReset()), Now));
        }
    }

    public Video? Video(string id)
    {
        lock (gate) return videos.FirstOrDefault(v => v.Id == id && !v.Removed);
    }

    public bool Remove(string id)
    {
        lock (gate) return videos.FirstOrDefault(v => v.Id == id && !v.Removed) is { } video && (video.Removed = true);
    }

    /// <summary>Somebody writes below a video, or the channel below a comment.</summary>
    public string AddComment(string below, string words, string from)
    {
        lock (gate)
        {
            comments.Add(new VideoComment($"Ug{comments.Count + 1}", below, words, from));
            return comments[^1].Id;
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<VideoComment> CommentsOf(string below)
    {
        lock (gate) return [.. comments.Where(c => c.Below == below).Reverse()];
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Video> Newest(int most)
    {
        lock (gate) return [.. videos.Where(v => !v.Removed).Reverse().Take(most)];
    }

    public VideoCount Count()
    {
        lock (gate) return new VideoCount(videos.Count, videos.Select(v => v.Title).Distinct().Count(), videos.Count(v => v.Removed), videos.Sum(v => v.Captions.Count), sessions.Count, units);
    }

    public void Clear()
    {
        lock (gate)
        {
            sessions.Clear();
            videos.Clear();
            comments.Clear();
            units = 0;
        }
    }
}

public sealed class Session(JsonElement words, long size)
{
    public JsonElement Words { get; } = words;

    public long Size { get; } = size;

    public IncrementalHash Hash { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Bytes { get; set; }

    public string? VideoId { get; set; }

    /// <summary>Which call it is, from 1.</summary>
    public int Calls { get; set; }
}

public sealed class Video(string id, JsonElement words, string sha256, DateTimeOffset at)
{
    public string Id { get; } = id;

    public JsonElement Words { get; } = words;

    public string Sha256 { get; } = sha256;

    public DateTimeOffset At { get; } = at;

    public Dictionary<string, string> Captions { get; } = [];

    public bool Removed { get; set; }

    public string Title => Words.GetProperty("snippet").GetProperty("title").GetString()!;

    public string Description => Words.GetProperty("snippet").GetProperty("description").GetString()!;

    public bool IsPublic(DateTimeOffset now) => Words.GetProperty("status") is var status
        && (status.GetProperty("privacyStatus").GetString() == "public" || status.TryGetProperty("publishAt", out var at) && at.GetDateTimeOffset() <= now);
}

public sealed record VideoComment(string Id, string Below, string Words, string From);

/// <param name="Taken">Videos, doubles and those taken down included.</param>
/// <param name="Distinct">Different titles among them.</param>
public sealed record VideoCount(int Taken, int Distinct, int Removed, int Captions, int Sessions, int Units);
