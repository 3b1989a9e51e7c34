using System.Net;
using System.Net.Http.Headers;

namespace CampaignEngine.Channels;

/// <summary>
/// A request body that knows whether it was begun. Over HTTP/1.1 the connection exists and was found usable before the body is asked
/// for, and no provider acts on headers without their body: not begun means surely not sent, begun means that only an answer can tell.
/// </summary>
internal class WatchedContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> body;

    public WatchedContent(ReadOnlyMemory<byte> body, string mediaType)
    {
        this.body = body;
        Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
    }

    public bool Begun { get; private set; }

    /// <summary>Bytes in all.</summary>
    protected virtual long Length => body.Length;

    protected virtual Task WriteAsync(Stream stream, CancellationToken cancel) => stream.WriteAsync(body, cancel).AsTask();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancel)
    {
        Begun = true;
        return WriteAsync(stream, cancel);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Length;
        return true;
    }
}
