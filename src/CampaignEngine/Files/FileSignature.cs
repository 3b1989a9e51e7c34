namespace CampaignEngine.Files;

/// <summary>Tells by the first bytes what a file is, and refuses one whose name says something else.</summary>
internal static class FileSignature
{
    private static readonly (byte[] Start, string Vi, string En)[] Others =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], "tệp Excel kiểu cũ (.xls)", "an old Excel workbook (.xls)"),
        ([0x25, 0x50, 0x44, 0x46], "tệp PDF", "a PDF"),
        ([0x1F, 0x8B], "tệp nén gzip", "a gzip archive"),
        ([0x52, 0x61, 0x72, 0x21], "tệp nén RAR", "a RAR archive"),
        ([0x37, 0x7A, 0xBC, 0xAF], "tệp nén 7z", "a 7z archive"),
        ([0x89, 0x50, 0x4E, 0x47], "tệp ảnh PNG", "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "tệp ảnh JPEG", "a JPEG picture"),
        ([0xFF, 0xFE], "văn bản UTF-16", "UTF-16 text"),
        ([0xFE, 0xFF], "văn bản UTF-16", "UTF-16 text"),
    ];

    private static ReadOnlySpan<byte> Zip => [0x50, 0x4B, 0x03, 0x04];

    public static TableKind KindOf(string path, ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
            throw new RefusedException("file-empty", path, "Tệp rỗng.", "The file is empty.");
        foreach (var (signature, vi, en) in Others)
            if (start.StartsWith(signature))
                throw Refused(path, $"Đây là {vi}", $"This is {en}");
        var named = Path.GetExtension(path).ToUpperInvariant();
        if (start.StartsWith(Zip))
            return named == ".XLSX" ? TableKind.Xlsx : throw Refused(path, $"Nội dung là tệp Excel hoặc tệp nén nhưng tên là '{named}'", $"The content is an Excel workbook or an archive, the name says '{named}'");
        if (start.Contains((byte)0))
            throw Refused(path, "Tệp không phải văn bản", "The file is not text");
        return named == ".CSV" ? TableKind.Csv : throw Refused(path, $"Nội dung là văn bản nhưng tên là '{named}'", $"The content is text, the name says '{named}'");
    }

    private static RefusedException Refused(string path, string vi, string en) => new("file-kind", path,
        $"{vi}; hãy lưu thành CSV UTF-8 (.csv) hoặc Excel (.xlsx).", $"{en}; save it as CSV UTF-8 (.csv) or as Excel (.xlsx).");
}
