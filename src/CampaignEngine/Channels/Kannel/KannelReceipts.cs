using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CampaignEngine.Channels.Kannel;

/// <summary>Reads the queries of Kannel's receipts (dlr-url) and of people's replies (get-url).</summary>
public sealed partial class KannelReceipts : IReceiptReader, IReplyReader
{
    public string Provider => KannelChannel.Name;

    public Receipt? Read(MessageReference reference, ReadOnlySpan<byte> body)
    {
        var query = FormBody.Parse(body);
        if (query["d"] is not { Length: > 0 } number) return null;
        // The centre's own words: "NACK/…" or "… err:045 …"; they may hold the text of the message and are not kept.
        var code = query["A"] is { } words && Code().Match(words) is { Success: true } match ? match.Groups[1].Value : null;
        return new Receipt(reference, query["F"] is { Length: > 0 } id ? id : null, KannelStatuses.Of(number), number, code, At: null);
    }

    public Reply? Read(ReadOnlySpan<byte> body)
    {
        var query = FormBody.Parse(body);
        if (query["p"] is not { Length: > 0 } from || Raw(body, "a="u8) is not { } text) return null;
        return new Reply($"+{from.TrimStart('+', ' ')}", Coding(query["C"]).GetString(text), Refused: false);
    }

    /// <summary>The bytes of a field: a text in UTF-16 is none in UTF-8.</summary>
    private static byte[]? Raw(ReadOnlySpan<byte> query, ReadOnlySpan<byte> name)
    {
        foreach (var range in query.Split((byte)'&'))
            if (query[range].StartsWith(name))
            {
                var value = query[range][name.Length..].ToArray();
                return WebUtility.UrlDecodeToBytes(value, 0, value.Length);
            }
        return null;
    }

    private static Encoding Coding(string? name) => name?.ToUpperInvariant() switch
    {
        "UTF-16BE" => Encoding.BigEndianUnicode,
        "ISO-8859-1" or "LATIN1" => Encoding.Latin1,
        _ => Encoding.UTF8,
    };

    [GeneratedRegex("(?:err:|NACK/)([A-Za-z0-9_.-]{1,20})")]
    private static partial Regex Code();
}
