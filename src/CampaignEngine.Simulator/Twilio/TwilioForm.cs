using System.Text;

namespace CampaignEngine.Simulator.Twilio;

/// <summary>What we need of a send's form, read straight from the bytes.</summary>
internal readonly record struct TwilioForm(string To, string From, string Body, string StatusCallback)
{
    public static TwilioForm Read(ReadOnlySpan<byte> form)
    {
        var request = new TwilioForm("", "", "", "");
        while (!form.IsEmpty)
        {
            var end = form.IndexOf((byte)'&');
            var pair = end < 0 ? form : form[..end];
            form = end < 0 ? default : form[(end + 1)..];
            var sign = pair.IndexOf((byte)'=');
            if (sign < 0) continue;
            var name = pair[..sign];
            var value = pair[(sign + 1)..];
            if (name.SequenceEqual("To"u8)) request = request with { To = Decode(value) };
            else if (name.SequenceEqual("From"u8) || name.SequenceEqual("MessagingServiceSid"u8)) request = request with { From = Decode(value) };
            else if (name.SequenceEqual("Body"u8)) request = request with { Body = Decode(value) };
            else if (name.SequenceEqual("StatusCallback"u8)) request = request with { StatusCallback = Decode(value) };
        }
        return request;
    }

    /// <summary>The reference that the sender put into its callback's address (m=), else the whole address.</summary>
    public string Id
    {
        get
        {
            var query = StatusCallback.IndexOf('?');
            var mark = query < 0 ? -1 : StatusCallback.IndexOf("m=", query, StringComparison.Ordinal);
            if (mark < 0) return StatusCallback;
            var end = StatusCallback.IndexOf('&', mark);
            return end < 0 ? StatusCallback[(mark + 2)..] : StatusCallback[(mark + 2)..end];
        }
    }

    private static string Decode(ReadOnlySpan<byte> value)
    {
        Span<byte> plain = value.Length <= 2048 ? stackalloc byte[value.Length] : new byte[value.Length];
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && Hex(value[i + 1]) is var high and >= 0 && Hex(value[i + 2]) is var low and >= 0)
            {
                plain[length++] = (byte)(high << 4 | low);
                i += 2;
            }
            else plain[length++] = value[i] == '+' ? (byte)' ' : value[i];
        }
        return Encoding.UTF8.GetString(plain[..length]);
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
