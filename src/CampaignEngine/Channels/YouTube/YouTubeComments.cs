using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.YouTube;

/// <summary>Comments below the channel's videos, and answers to them.</summary>
internal sealed class YouTubeComments(YouTubePublisher publisher, IOptions<YouTubeOptions> options) : ICommentSource, IAnswers
{
    public string Provider => YouTubePublisher.Name;

    public TimeSpan? Within => null;

    public bool IsPublic => true;

    public int Longest => 2000;

    public async Task<CommentsAnswer> CommentsAsync(string providerId, string? cursor, CancellationToken cancel)
    {
        var page = cursor is null ? "" : $"&pageToken={Uri.EscapeDataString(cursor)}";
        var call = await publisher.ReadAsync($"/youtube/v3/commentThreads?part=snippet&textFormat=plainText&order=time&maxResults=100&videoId={Uri.EscapeDataString(providerId)}{page}", cancel);
        if (call.Fault is not null || YouTubeAnswer.TryRead(call.Body) is not { } answer || !answer.Root.TryGetProperty("items", out _)) return new CommentsUnanswered(call.Word);
        return new CommentsRead([.. answer.Items.Select(Of).OfType<Comment>()], answer.Text("nextPageToken"));
    }

    public Task<SendOutcome> AnswerAsync(string to, string text, CancellationToken cancel) => publisher.CommentAsync(to, text, cancel);

    /// <summary>Null: it is the channel's own.</summary>
    private Comment? Of(JsonElement thread) =>
        YouTubeAnswer.Text(thread, "snippet", "topLevelComment", "id") is { } id
        && YouTubeAnswer.Text(thread, "snippet", "topLevelComment", "snippet", "textOriginal") is { } words
        && YouTubeAnswer.Text(thread, "snippet", "topLevelComment", "snippet", "authorChannelId", "value") != options.Value.ChannelId ? new Comment(id, words) : null;
}
