using System.Globalization;

namespace CampaignEngine.Channels.Twilio;

/// <summary>
/// Reads status callbacks and replies. Twilio adds parameters without notice: only what is needed is looked at.
/// </summary>
public sealed class TwilioReceipts : IReceiptReader, IReplyReader
{
    public string Provider => TwilioChannel.Name;

    public Receipt? Read(MessageReference reference, ReadOnlySpan<byte> body)
    {
        var form = FormBody.Parse(body);
        if (form["MessageSid"] is not { Length: > 0 } sid || form["MessageStatus"] is not { Length: > 0 } status) return null;
        var code = int.TryParse(form["ErrorCode"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number.ToString(CultureInfo.InvariantCulture) : null;
        // RawDlrDoneDate is the carrier's, in a time zone it does not name: not used.
        return Of(reference, sid, status, code);
    }

    /// <summary>Called back or asked for, the same word means the same.</summary>
    internal static Receipt Of(MessageReference reference, string sid, string status, string? code)
    {
        var fault = TwilioErrors.All.TryFind(code, out var error) ? error.Fault : (ProviderFault?)null;
        return new Receipt(reference, sid, TwilioStatuses.Of(status, code), status, code, At: null,
            Suppress: fault == ProviderFault.OptedOut, StopsSender: fault == ProviderFault.Configuration);
    }

    public Reply? Read(ReadOnlySpan<byte> body)
    {
        var form = FormBody.Parse(body);
        return form["From"] is { Length: > 0 } from && form["Body"] is { } text
            ? new Reply(from, text, Refused: string.Equals(form["OptOutType"], "STOP", StringComparison.OrdinalIgnoreCase))
            : null;
    }
}
