using System.Text;
using CampaignEngine.Media;

namespace CampaignEngine.Channels;

/// <summary>A form of fields and one file (multipart/form-data), whose bytes are read piece by piece while they leave.</summary>
internal sealed class AssetForm : WatchedContent
{
    private readonly AssetStore store;
    private readonly Asset asset;
    private readonly byte[] head;
    private readonly byte[] tail;

    /// <param name="fileField">The field's name under which the provider takes the file.</param>
    public AssetForm(AssetStore store, Asset asset, string fileField, IEnumerable<(string Name, string Value)> fields) : this(store, asset, fileField, fields, $"part-{Guid.NewGuid():N}") { }

    private AssetForm(AssetStore store, Asset asset, string fileField, IEnumerable<(string Name, string Value)> fields, string boundary)
        : base(ReadOnlyMemory<byte>.Empty, $"multipart/form-data; boundary={boundary}")
    {
        (this.store, this.asset) = (store, asset);
        var text = new StringBuilder();
        foreach (var (name, value) in fields) text.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        // A name of our own: the file's may hold any sign, and is nobody's business.
        text.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{fileField}\"; filename=\"asset-{asset.AssetId}{Path.GetExtension(asset.FileName).ToLowerInvariant()}\"\r\nContent-Type: {asset.MediaType}\r\n\r\n");
        head = Encoding.UTF8.GetBytes(text.ToString());
        tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
    }

    protected override long Length => head.Length + asset.Size + tail.Length;

    protected override async Task WriteAsync(Stream stream, CancellationToken cancel)
    {
        await stream.WriteAsync(head, cancel);
        await store.CopyToAsync(asset, stream, cancel);
        await stream.WriteAsync(tail, cancel);
    }
}
