using CampaignEngine.Text;

namespace CampaignEngine.Authenticity;

/// <summary>Tells whether somebody's text is one of ours, word for word: a changed number or link, or a sentence more, is not.</summary>
public sealed class CheckText(CurrentTexts texts)
{
    /// <summary>No text of ours is longer; what is, is not compared.</summary>
    public const int Longest = 5000;

    /// <returns>Null: it is not.</returns>
    public async Task<CurrentText?> ExecuteAsync(string text, CancellationToken cancel)
    {
        if (text.Length > Longest || text.Any(char.IsSurrogate) && !IsWellFormed(text)) return null;
        var plain = ForgivingText.Of(text);
        return plain.Length == 0 ? null : (await texts.ListAsync(cancel)).FirstOrDefault(current => current.Shape?.Holds(plain) == true);
    }

    /// <summary>Half of a surrogate pair cannot be normalised.</summary>
    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);
}
