namespace CampaignEngine.Recipients;

/// <summary>A closed list of values a field may have, in the order people expect to see them.</summary>
public sealed class CodeSet(params IReadOnlyList<Code> codes)
{
    private readonly Dictionary<string, Code> byValue = codes.ToDictionary(c => c.Value, StringComparer.Ordinal);

    public IReadOnlyList<Code> Codes { get; } = codes;

    public Code? Find(string value) => byValue.GetValueOrDefault(value);
}

/// <param name="Value">What the database stores.</param>
public sealed record Code(string Value, string Vi, string En);
