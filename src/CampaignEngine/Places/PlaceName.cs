using System.Text;
using CampaignEngine.Files;

namespace CampaignEngine.Places;

/// <summary>How names of places are compared: where a tone mark is put does not matter (Hoà = Hòa), which mark it is does (Sơn Hà is not Sơn Hạ).</summary>
internal static class PlaceName
{
    private static readonly string[] ProvinceKinds = ["thanh pho ", "tinh ", "tp "];

    public static string Key(string name)
    {
        var key = new StringBuilder(name.Length + 4);
        var tones = new StringBuilder(4);
        foreach (var letter in name.Trim().Normalize(NormalizationForm.FormD))
            if (letter is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323')
                tones.Append(letter);
            else if (char.IsWhiteSpace(letter) || char.IsPunctuation(letter))
                EndWord(key, tones);
            else
                key.Append(char.ToLowerInvariant(letter));
        EndWord(key, tones);
        return key.ToString().TrimEnd();
    }

    /// <summary>Provinces are few and none differ by marks alone.</summary>
    public static string ProvinceKey(string name)
    {
        var key = TextKey.Of(name);
        foreach (var kind in ProvinceKinds)
            if (key.StartsWith(kind, StringComparison.Ordinal)) return key[kind.Length..];
        return key;
    }

    private static void EndWord(StringBuilder key, StringBuilder tones)
    {
        key.Append(tones);
        tones.Clear();
        if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
    }
}
