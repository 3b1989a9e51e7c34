using System.Collections.Frozen;
using CampaignEngine.Files;

namespace CampaignEngine.Recipients;

/// <summary>A closed list of values a field may have, in the order people expect to see them.</summary>
public sealed class CodeSet(params IReadOnlyList<Code> codes)
{
    private readonly FrozenDictionary<string, Code> byValue = codes.ToFrozenDictionary(c => c.Value, StringComparer.Ordinal);
    private readonly FrozenDictionary<string, Code> byWord = Spellings(codes, s => s);
    private readonly FrozenDictionary<string, Code> bySpelling = Spellings(codes, s => TextKey.Of(s));

    public IReadOnlyList<Code> Codes { get; } = codes;

    public Code? Find(string value) => byValue.GetValueOrDefault(value);

    /// <summary>As people write it in a file: the value, the words in either language or another spelling, accents and case forgiven.</summary>
    /// <remarks>The words as the product itself writes them are found without folding: a file has ten of them in each of its rows.</remarks>
    public Code? Match(ReadOnlySpan<char> spelling) =>
        byWord.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(spelling, out var code) ? code : bySpelling.GetValueOrDefault(TextKey.Of(spelling));

    /// <summary>A spelling that two codes share names neither.</summary>
    private static FrozenDictionary<string, Code> Spellings(IReadOnlyList<Code> codes, Func<string, string> key) =>
        codes.SelectMany(c => c.Spellings.Select(s => (Key: key(s), Code: c))).Where(s => s.Key.Length > 0).Distinct()
            .GroupBy(s => s.Key, StringComparer.Ordinal).Where(g => g.Count() == 1)
            .ToFrozenDictionary(g => g.Key, g => g.Single().Code, StringComparer.Ordinal);
}

/// <param name="Value">What the database stores.</param>
/// <param name="Also">Other spellings that files carry.</param>
public sealed record Code(string Value, string Vi, string En, params string[] Also)
{
    internal IEnumerable<string> Spellings => [Value, Vi, En, .. Also];
}
