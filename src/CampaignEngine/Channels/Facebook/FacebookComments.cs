using System.Net;
using System.Text.Json;

namespace CampaignEngine.Channels.Facebook;

/// <summary>Comments below the page's posts, those below a comment among them, and answers to them.</summary>
internal sealed class FacebookComments(FacebookPublisher publisher, FacebookOptions options) : ICommentSource, IAnswers
{
    public string Provider => FacebookPublisher.Name;

    public TimeSpan? Within => null;

    public bool IsPublic => true;

    public int Longest => 2000;

    public async Task<CommentsAnswer> CommentsAsync(string providerId, string? cursor, CancellationToken cancel)
    {
        var page = cursor is null ? "" : $"&after={Uri.EscapeDataString(cursor)}";
        var read = await publisher.ReadAsync($"/{providerId}/comments?fields=id,message,from{{id}}&filter=stream&order=reverse_chronological&limit=100{page}", cancel);
        if (read is null) return new CommentsUnanswered("no-credential");
        if (read.Status != HttpStatusCode.OK || FacebookAnswer.TryRead(read.Body) is not { } answer || !answer.Root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            return new CommentsUnanswered(read.Word);
        return new CommentsRead([.. data.EnumerateArray().Select(Of).OfType<Comment>()], NextOf(answer.Root));
    }

    public Task<SendOutcome> AnswerAsync(string to, string text, CancellationToken cancel) => publisher.CommentAsync(to, text, cancel);

    /// <summary>Null: it is the page's own, or a picture without words.</summary>
    private Comment? Of(JsonElement comment) =>
        FacebookAnswer.Text(comment, "id") is { } id && FacebookAnswer.Text(comment, "message") is { } words
        && !(comment.TryGetProperty("from", out var from) && FacebookAnswer.Text(from, "id") == options.PageId) ? new Comment(id, words) : null;

    private static string? NextOf(JsonElement root) =>
        root.TryGetProperty("paging", out var paging) && paging.TryGetProperty("next", out _) && paging.TryGetProperty("cursors", out var cursors) ? FacebookAnswer.Text(cursors, "after") : null;
}
