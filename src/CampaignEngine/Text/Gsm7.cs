using System.Buffers;

namespace CampaignEngine.Text;

/// <summary>The GSM 03.38 default alphabet and its extension table (3GPP TS 23.038 §6.2.1).</summary>
internal static class Gsm7
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "\f^{}\\[~]|€";

    private static readonly SearchValues<char> All = SearchValues.Create(Basic + Extension);
    private static readonly SearchValues<char> Extended = SearchValues.Create(Extension);

    public static bool Covers(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(All);

    public static bool IsExtended(char letter) => Extended.Contains(letter);

    public static bool HasExtended(ReadOnlySpan<char> text) => text.ContainsAny(Extended);
}
