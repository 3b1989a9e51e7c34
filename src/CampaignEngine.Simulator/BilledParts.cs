using System.Buffers;

namespace CampaignEngine.Simulator;

/// <summary>How many parts a carrier would bill; an estimate by length, apart from the engine's own packing.</summary>
internal static class BilledParts
{
    private static readonly SearchValues<char> Gsm7 = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€");

    public static int Of(string text)
    {
        var (one, many) = text.AsSpan().ContainsAnyExcept(Gsm7) ? (70, 67) : (160, 153);
        return text.Length <= one ? 1 : (text.Length + many - 1) / many;
    }
}
