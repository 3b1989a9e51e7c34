using System.Buffers;
using System.Text;

namespace CampaignEngine.Channels;

/// <summary>An application/x-www-form-urlencoded body, written once and without intermediate strings.</summary>
internal sealed class FormWriter
{
    public const string MediaType = "application/x-www-form-urlencoded";

    private readonly ArrayBufferWriter<byte> buffer = new(512);

    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    public FormWriter Add(ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        if (buffer.WrittenCount > 0) buffer.Write("&"u8);
        buffer.Write(name);
        buffer.Write("="u8);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        Escape(bytes.AsSpan(0, Encoding.UTF8.GetBytes(value, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
        return this;
    }

    private void Escape(ReadOnlySpan<byte> value)
    {
        var target = buffer.GetSpan(value.Length * 3);
        var length = 0;
        foreach (var octet in value)
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
            {
                target[length++] = octet;
                continue;
            }
            target[length++] = (byte)'%';
            target[length++] = (byte)"0123456789ABCDEF"[octet >> 4];
            target[length++] = (byte)"0123456789ABCDEF"[octet & 15];
        }
        buffer.Advance(length);
    }
}
