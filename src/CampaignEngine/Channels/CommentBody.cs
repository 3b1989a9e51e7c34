using System.Text.Json;

namespace CampaignEngine.Channels;

/// <summary>A comment as the inbox keeps it, sealed: our own form, since a page of comments comes as one answer.</summary>
public sealed class CommentBody(string provider) : IReplyReader
{
    public string Provider => provider;

    public static byte[] Write(Comment comment) => JsonSerializer.SerializeToUtf8Bytes(comment);

    public Reply? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<Comment>(body) is { Id: { Length: > 0 } id, Words: { } words } ? new Reply(id, words, Refused: false, FromUserId: true) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
