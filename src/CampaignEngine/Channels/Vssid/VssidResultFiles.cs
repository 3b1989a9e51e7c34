using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Vssid;

/// <summary>What the app's side tells of notices, in signed files of one word a line (docs/vssid.md).</summary>
internal sealed class VssidResultFiles(VssidKey key, IOptions<VssidOptions> options) : IReceiptFiles
{
    public const string In = "in";
    private const int LongestLine = 1000;
    private const string Taken = "taken";
    private const string Refused = "refused";

    public string Provider => VssidChannel.Name;

    /// <summary>A file without its signature is not whole yet.</summary>
    public IReadOnlyList<string> Waiting()
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Value.Folder, In)).FullName;
        return [.. Directory.EnumerateFiles(folder, "*.jsonl").Where(path => File.Exists(path + VssidFiles.SignatureEnding)).Order(StringComparer.Ordinal)];
    }

    public async Task<bool> IsSignedAsync(string path, CancellationToken cancel)
    {
        if (await key.FindAsync(cancel) is not { } secret) return false;
        var words = (await File.ReadAllTextAsync(path + VssidFiles.SignatureEnding, cancel)).Trim().Split(' ');
        await using var stream = File.OpenRead(path);
        return words is [var time, var signature] && VssidSignature.Same(await VssidSignature.ComputeAsync(secret, time, stream, cancel), signature);
    }

    public async IAsyncEnumerable<(MessageReference? Reference, byte[] Body)> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.Length == 0) continue;
            var body = Encoding.UTF8.GetBytes(line.Length > LongestLine ? line[..LongestLine] : line);
            yield return (VssidReceipts.ReferenceOf(body), body);
        }
    }

    public void PutAside(string path, bool taken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Value.Folder, In, taken ? Taken : Refused)).FullName;
        foreach (var one in (string[])[path, path + VssidFiles.SignatureEnding]) File.Move(one, Path.Combine(folder, Path.GetFileName(one)), overwrite: true);
    }
}
