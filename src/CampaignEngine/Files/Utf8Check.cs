using System.Buffers;
using System.Text;

namespace CampaignEngine.Files;

/// <summary>Strict UTF-8, block by block: the first bad byte is refused with its line. Replaced by a question mark it would be a wrong name.</summary>
internal sealed class Utf8Check(string path)
{
    private readonly byte[] carried = new byte[4];
    private int carriedLength;
    private int line = 1;

    public void Add(ReadOnlySpan<byte> block)
    {
        // A letter may straddle two blocks: its first bytes are carried over and completed byte by byte.
        while (carriedLength > 0 && block.Length > 0)
        {
            carried[carriedLength++] = block[0];
            block = block[1..];
            switch (Rune.DecodeFromUtf8(carried.AsSpan(0, carriedLength), out _, out _))
            {
                case OperationStatus.Done: carriedLength = 0; break;
                case OperationStatus.InvalidData: throw Refused();
            }
        }
        while (!System.Text.Unicode.Utf8.IsValid(block))
        {
            var good = ValidLength(block);
            line += block[..good].Count((byte)'\n');
            block = block[good..];
            if (Rune.DecodeFromUtf8(block, out _, out _) != OperationStatus.NeedMoreData) throw Refused();
            block.CopyTo(carried);
            carriedLength = block.Length;
            return;
        }
        line += block.Count((byte)'\n');
    }

    public void Finish()
    {
        if (carriedLength > 0) throw Refused();
    }

    private static int ValidLength(ReadOnlySpan<byte> block)
    {
        var length = 0;
        while (Rune.DecodeFromUtf8(block[length..], out _, out var consumed) == OperationStatus.Done) length += consumed;
        return length;
    }

    private RefusedException Refused() => new("not-utf8", $"{path}, dòng/line {line}",
        "Có byte không phải UTF-8; hãy lưu lại tệp với mã UTF-8 (Excel: 'CSV UTF-8').", "A byte is not UTF-8; save the file again as UTF-8 (Excel: 'CSV UTF-8').");
}
