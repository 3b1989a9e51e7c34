using System.Security.Cryptography;

namespace CampaignEngine.Files;

/// <summary>What is known of a file before its first row is read: that it is what its name says, its hash, and, of a CSV, that it is UTF-8.</summary>
/// <param name="Hash">SHA-256 of all bytes.</param>
/// <param name="Delimiter">Of a CSV: comma or semicolon, whichever parts the header row.</param>
public sealed record FileCheck(string Path, TableKind Kind, byte[] Hash, long Length, char Delimiter)
{
    private const int BlockSize = 1 << 16;

    /// <summary>One pass over the bytes. Throws <see cref="RefusedException"/> where the file is not a table this engine reads.</summary>
    public static async Task<FileCheck> RunAsync(string path, CancellationToken cancel)
    {
        await using var stream = Open(path);
        var block = new byte[BlockSize];
        var read = await stream.ReadAtLeastAsync(block, BlockSize, throwOnEndOfStream: false, cancel);
        var kind = FileSignature.KindOf(path, block.AsSpan(0, read));
        var delimiter = CsvDelimiter.Of(block.AsSpan(0, read));
        var text = kind == TableKind.Csv ? new Utf8Check(path) : null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (; read > 0; read = await stream.ReadAsync(block, cancel))
        {
            hash.AppendData(block, 0, read);
            text?.Add(block.AsSpan(0, read));
        }
        text?.Finish();
        return new FileCheck(path, kind, hash.GetHashAndReset(), stream.Length, delimiter);
    }

    private static FileStream Open(string path)
    {
        if (!File.Exists(path))
            throw new RefusedException("no-file", path, "Không có tệp này.", "There is no such file.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new RefusedException("file-unreadable", path, "Không mở được tệp để đọc; hãy kiểm tra quyền truy cập.", "The file cannot be opened for reading; check its permissions.");
        }
    }
}
