using System.Security.Cryptography;
using System.Text;

namespace CampaignEngine.Channels.Esms;

/// <summary>The <c>sign</c> of a word to the short code: Base64(MD5(cpid + smsid + content + receiverTime + key)), as eSMS has it.</summary>
public static class EsmsSignature
{
    public static bool IsValid(EsmsOptions options, ReadOnlySpan<byte> query)
    {
        // Without a key anybody could sign.
        if (options.ShortCodeKey.Length == 0) return false;
        var fields = FormBody.Parse(query);
        var expected = Compute(options.ShortCodePartner, fields["smsid"] ?? "", fields["content"] ?? "", fields["receiverTime"] ?? "", options.ShortCodeKey);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(fields["sign"] ?? ""));
    }

#pragma warning disable CA5351 // MD5 is the provider's choice, not ours.
    public static string Compute(string partner, string smsId, string content, string receiverTime, string key) =>
        Convert.ToBase64String(MD5.HashData(Encoding.UTF8.GetBytes(partner + smsId + content + receiverTime + key)));
#pragma warning restore CA5351
}
