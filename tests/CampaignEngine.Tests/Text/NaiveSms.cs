using CampaignEngine.Text;

namespace CampaignEngine.Tests.Text;

/// <summary>Counts as a reader of the standard would: turns the text into pieces that may not be cut, then fills parts one piece after another.</summary>
internal static class NaiveSms
{
    private static readonly HashSet<string> Basic = [.. "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà".Select(c => c.ToString())];
    private static readonly HashSet<string> Extension = [.. "\f^{}\\[~]|€".Select(c => c.ToString())];

    public static SmsSize Measure(string text)
    {
        var runes = text.EnumerateRunes().Select(r => r.ToString()).ToList();
        var gsm = runes.All(r => Basic.Contains(r) || Extension.Contains(r));
        var sizes = runes.Select(r => gsm ? Extension.Contains(r) ? 2 : 1 : r.Length).ToList();
        var units = sizes.Sum();
        var (single, chained) = gsm ? (160, 153) : (70, 67);
        if (units == 0) return new SmsSize(SmsEncoding.GSM7, 0, 0);
        if (units <= single) return new SmsSize(gsm ? SmsEncoding.GSM7 : SmsEncoding.UCS2, units, 1);
        var parts = new List<int> { 0 };
        foreach (var size in sizes)
        {
            if (parts[^1] + size > chained) parts.Add(0);
            parts[^1] += size;
        }
        return new SmsSize(gsm ? SmsEncoding.GSM7 : SmsEncoding.UCS2, units, parts.Count);
    }
}
