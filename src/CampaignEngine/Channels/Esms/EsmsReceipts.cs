using System.Globalization;

namespace CampaignEngine.Channels.Esms;

/// <summary>Reads the queries of eSMS's callbacks and of people's words to the short code.</summary>
public sealed class EsmsReceipts : IReceiptReader, IReplyReader
{
    public string Provider => EsmsChannel.Name;

    public Receipt? Read(MessageReference reference, ReadOnlySpan<byte> body)
    {
        var query = FormBody.Parse(body);
        if (query["SMSID"] is not { Length: > 0 } id || query["SendStatus"] is not { Length: > 0 } status) return null;
        return Of(reference, id, status, Count(query["SendSuccess"]), Count(query["SendFailed"]));
    }

    /// <summary>Called back or asked for, the same numbers mean the same.</summary>
    internal static Receipt Of(MessageReference reference, string id, string status, int succeeded, int failed) =>
        new(reference, id, EsmsStatuses.Of(status, succeeded, failed), status, Code: null, At: null);

    public Reply? Read(ReadOnlySpan<byte> body)
    {
        var query = FormBody.Parse(body);
        return query["sender"] is { Length: > 0 } from && query["content"] is { } text ? new Reply($"+{from.TrimStart('+')}", text, Refused: false) : null;
    }

    private static int Count(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
