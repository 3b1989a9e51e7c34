using System.Text;
using CampaignEngine.Consent;
using CampaignEngine.Files;

namespace CampaignEngine.Intake;

/// <summary>
/// The words by which people refuse (Decree 91/2020): TC, TỪ CHỐI, HỦY, STOP, DỪNG, alone or with the brand behind them; with ALL or
/// TẤT CẢ they refuse everything. Accents, case and punctuation are forgiven. Only the whole message counts: Dung and Huy are names too.
/// </summary>
public sealed class RefusalWords
{
    private static readonly string[] Words = ["tc", "tu choi", "tuchoi", "huy", "stop", "dung"];
    private static readonly string[] All = ["all", "tat ca"];

    private readonly HashSet<string> campaigns = [];
    private readonly HashSet<string> everything = [];

    public RefusalWords(string brands)
    {
        var names = brands.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Fold).ToList();
        foreach (var word in Words)
        {
            campaigns.Add(word);
            campaigns.UnionWith(names.Select(name => $"{word} {name}"));
            foreach (var all in All)
            {
                everything.Add($"{word} {all}");
                everything.UnionWith(names.SelectMany(name => (string[])[$"{word} {name} {all}", $"{word} {all} {name}"]));
            }
        }
    }

    /// <summary>What the message refuses, one of <see cref="SuppressionScope"/>; null where it is no refusal.</summary>
    public string? ScopeOf(string message)
    {
        var folded = Fold(message);
        return campaigns.Contains(folded) ? SuppressionScope.Campaigns : everything.Contains(folded) ? SuppressionScope.Everything : null;
    }

    private static string Fold(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // Marks stay with their letter here and fall with the fold.
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark) letters.Append(rune);
            else letters.Append(' ');
        }
        return TextKey.Of(letters.ToString());
    }
}
