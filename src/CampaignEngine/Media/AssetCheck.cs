using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CampaignEngine.Media;

/// <summary>What is known of a file before any of it is stored: that it is what its name says, whole, not too large, and its hash.</summary>
internal sealed record AssetCheck(AssetType Type, long Size, byte[] Sha256)
{
    private const int Block = 1 << 16;

    public static async Task<AssetCheck> RunAsync(string path, MediaOptions options, CancellationToken cancel)
    {
        await using var file = Open(path);
        var head = new byte[AssetType.Head];
        Array.Resize(ref head, await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel));
        var type = AssetType.Of(path, head);
        if (file.Length > options.LargestOf(type.Kind)) throw TooLarge(path, options.LargestOf(type.Kind));
        if (type.MediaType == "image/png") await CheckPngAsync(path, file, cancel);
        if (type.MediaType == "video/mp4") await CheckMp4Async(path, file, cancel);
        if (type.Kind == AssetKind.Captions) CaptionFile.Check(path, await File.ReadAllBytesAsync(path, cancel));
        file.Position = 0;
        return new AssetCheck(type, file.Length, await SHA256.HashDataAsync(file, cancel));
    }

    public static FileStream Open(string path)
    {
        if (!File.Exists(path)) throw new RefusedException("no-file", path, "Không có tệp này.", "There is no such file.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Block, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new RefusedException("file-unreadable", path, "Không mở được tệp để đọc; hãy kiểm tra quyền truy cập.", "The file cannot be opened for reading; check its permissions.");
        }
    }

    /// <summary>It ends with a chunk of that name.</summary>
    private static async Task CheckPngAsync(string path, FileStream file, CancellationToken cancel)
    {
        var end = new byte[8];
        file.Position = Math.Max(0, file.Length - end.Length);
        await file.ReadAtLeastAsync(end, end.Length, throwOnEndOfStream: false, cancel);
        if (!end.AsSpan(0, 4).SequenceEqual("IEND"u8)) throw CutOff(path);
    }

    /// <summary>Its boxes fill it exactly, and one tells what is in the others: a copy that broke off has not that.</summary>
    private static async Task CheckMp4Async(string path, FileStream file, CancellationToken cancel)
    {
        var head = new byte[16];
        var hasIndex = false;
        for (var at = 0L; at < file.Length;)
        {
            file.Position = at;
            if (await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel) < 8) throw CutOff(path);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head) switch
            {
                0 => file.Length - at,
                1 => (long)BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(8)),
                var plain => plain,
            };
            if (length < 8 || length > file.Length - at) throw CutOff(path);
            hasIndex |= head.AsSpan(4, 4).SequenceEqual("moov"u8);
            at += length;
        }
        if (!hasIndex) throw CutOff(path);
    }

    private static RefusedException CutOff(string path) => new("asset-cut-off", path,
        "Tệp không trọn vẹn (có thể bị ngắt khi chép); hãy chép lại.", "The file is not whole (a copy may have broken off): copy it again.");

    private static RefusedException TooLarge(string path, long most) => new("asset-too-large", path,
        $"Tệp quá lớn: tối đa {most / MediaOptions.Megabyte} MB cho loại này (cài đặt Media).", $"The file is too large: at most {most / MediaOptions.Megabyte} MB of this kind (settings, Media).");
}
