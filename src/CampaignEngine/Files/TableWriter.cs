using System.Buffers;
using System.Text;

namespace CampaignEngine.Files;

/// <summary>Writes CSV that Excel opens rightly: UTF-8 with its mark, CRLF, quotes where a cell needs them and nothing else changed.</summary>
public sealed class TableWriter(string path) : IDisposable
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",;\"\r\n");

    private readonly StreamWriter writer = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16);

    public void Write(IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first) writer.Write(',');
            first = false;
            Write(cell);
        }
        writer.Write("\r\n");
    }

    public void Dispose() => writer.Dispose();

    private void Write(string cell)
    {
        if (!cell.AsSpan().ContainsAny(NeedQuotes))
        {
            writer.Write(cell);
            return;
        }
        writer.Write('"');
        writer.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
