using System.Buffers.Binary;

namespace CampaignEngine.Media;

/// <summary>A kind of file that is taken in, known by its first bytes and named as they say.</summary>
/// <param name="Extensions">With their dots, small letters.</param>
internal sealed record AssetType(string Kind, string MediaType, string[] Extensions, Func<byte[], bool> Begins)
{
    /// <summary>How much of a file's beginning tells what it is.</summary>
    public const int Head = 64;

    public static readonly IReadOnlyList<AssetType> All =
    [
        new(AssetKind.Photo, "image/jpeg", [".jpg", ".jpeg"], head => Starts(head, [0xFF, 0xD8, 0xFF])),
        new(AssetKind.Photo, "image/png", [".png"], head => Starts(head, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        new(AssetKind.Video, "video/mp4", [".mp4"], head => IsBox(head, "ftyp"u8) && !head.AsSpan(8, 3).SequenceEqual("M4A"u8)),
        new(AssetKind.Recording, "audio/mpeg", [".mp3"], head => Starts(head, "ID3"u8) || head.Length > 1 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2),
        new(AssetKind.Recording, "audio/wav", [".wav"], head => Starts(head, "RIFF"u8) && head.Length > 11 && head.AsSpan(8, 4).SequenceEqual("WAVE"u8)),
        new(AssetKind.Recording, "audio/ogg", [".ogg", ".oga"], head => Starts(head, "OggS"u8)),
        new(AssetKind.Captions, "text/vtt", [".vtt"], head => Starts(head, "WEBVTT"u8) || Starts(head, [0xEF, 0xBB, 0xBF, .. "WEBVTT"u8])),
        // It has no signature: what it holds is read by CaptionFile.
        new(AssetKind.Captions, "application/x-subrip", [".srt"], head => !head.Contains((byte)0) && head.Length > 0 && (char.IsAsciiDigit((char)head[0]) || Starts(head, [0xEF, 0xBB, 0xBF]))),
    ];

    /// <summary>By its bytes; its name must say the same.</summary>
    public static AssetType Of(string path, byte[] head)
    {
        if (head.Length == 0) throw new RefusedException("file-empty", path, "Tệp rỗng.", "The file is empty.");
        var name = Path.GetExtension(path).ToLowerInvariant();
        var known = string.Join(", ", All.SelectMany(t => t.Extensions));
        if (All.FirstOrDefault(t => t.Begins(head)) is not { } type)
            throw new RefusedException("asset-kind", path, $"Không nhận loại tệp này; nhận: {known}.", $"This kind of file is not taken; known: {known}.");
        return type.Extensions.Contains(name) ? type : throw new RefusedException("asset-kind", path,
            $"Nội dung là {type.MediaType} nhưng tên là '{name}'; hãy đặt tên tệp đúng với nội dung.", $"The content is {type.MediaType}, the name says '{name}': name the file as what it is.");
    }

    /// <summary>An MP4 is a row of boxes: four bytes of length, four letters.</summary>
    internal static bool IsBox(ReadOnlySpan<byte> head, ReadOnlySpan<byte> letters) =>
        head.Length >= 12 && BinaryPrimitives.ReadUInt32BigEndian(head) >= 8 && head.Slice(4, 4).SequenceEqual(letters);

    private static bool Starts(byte[] head, ReadOnlySpan<byte> letters) => head.AsSpan().StartsWith(letters);
}
