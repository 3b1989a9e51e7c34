using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace CampaignEngine.Storage;

/// <summary>
/// Writes rows by COPY in PostgreSQL's binary format, laid out here: the client's own importer takes several times as long for a
/// value, and a million people have forty million. A value must be of its column's very type: nothing is cast.
/// </summary>
public sealed class CopyWriter : IAsyncDisposable
{
    private const int SendAt = 1 << 16;
    private const int TextType = 25; // its oid, which an array carries
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly int FirstDay = DateOnly.FromDateTime(Epoch).DayNumber;

    private readonly NpgsqlRawCopyStream stream;
    private byte[] rows = new byte[2 * SendAt];
    private int length;
    private bool complete;

    private CopyWriter(NpgsqlRawCopyStream stream)
    {
        this.stream = stream;
        Signature.CopyTo(Take(Signature.Length));
    }

    /// <param name="copy">COPY … FROM STDIN (FORMAT BINARY).</param>
    public static async Task<CopyWriter> BeginAsync(NpgsqlConnection connection, string copy, CancellationToken cancel) =>
        new(await connection.BeginRawBinaryCopyAsync(copy, cancel));

    /// <summary>Begins a row; what has gathered is sent. As many values as columns must follow.</summary>
    public void Row(short columns)
    {
        if (length >= SendAt) Send();
        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), columns);
    }

    private void Null() => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), -1);

    public void Write(short value) => BinaryPrimitives.WriteInt16BigEndian(Field(sizeof(short)), value);

    public void Write(int value) => BinaryPrimitives.WriteInt32BigEndian(Field(sizeof(int)), value);

    public void Write(int? value)
    {
        if (value is { } known) Write(known);
        else Null();
    }

    public void Write(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), value);

    public void Write(long? value)
    {
        if (value is { } known) Write(known);
        else Null();
    }

    public void Write(bool value) => Field(1)[0] = value ? (byte)1 : (byte)0;

    public void Write(bool? value)
    {
        if (value is { } known) Write(known);
        else Null();
    }

    public void Write(DateOnly value) => Write(value.DayNumber - FirstDay);

    public void Write(DateOnly? value)
    {
        if (value is { } known) Write(known);
        else Null();
    }

    /// <summary>A timestamptz.</summary>
    public void Write(DateTimeOffset value) => Write((value.UtcTicks - Epoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public void Write(byte[]? value)
    {
        if (value is null) Null();
        else value.CopyTo(Field(value.Length));
    }

    public void Write(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var at = length;
        var written = Encoding.UTF8.GetBytes(value, Field(most));
        BinaryPrimitives.WriteInt32BigEndian(rows.AsSpan(at), written);
        length -= most - written;
    }

    /// <summary>A text[] of one dimension.</summary>
    public void Write(string[]? values)
    {
        if (values is null)
        {
            Null();
            return;
        }
        var at = length;
        Take(sizeof(int)); // the whole array's length, known at its end
        ReadOnlySpan<int> head = values.Length == 0 ? [0, 0, TextType] : [1, 0, TextType, values.Length, 1];
        foreach (var number in head) BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), number);
        foreach (var value in values) Write(value);
        BinaryPrimitives.WriteInt32BigEndian(rows.AsSpan(at), length - at - sizeof(int));
    }

    /// <summary>Sends the rest. Without it nothing was copied.</summary>
    public async Task CompleteAsync()
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), -1);
        Send();
        complete = true;
        await stream.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!complete) await stream.CancelAsync();
        await stream.DisposeAsync();
    }

    private void Send()
    {
        stream.Write(rows, 0, length);
        length = 0;
    }

    /// <summary>The place of a value that is so many bytes long.</summary>
    private Span<byte> Field(int size)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), size);
        return Take(size);
    }

    private Span<byte> Take(int size)
    {
        if (rows.Length - length < size) Array.Resize(ref rows, Math.Max(2 * rows.Length, length + size));
        length += size;
        return rows.AsSpan(length - size, size);
    }
}
