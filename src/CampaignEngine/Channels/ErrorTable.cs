using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace CampaignEngine.Channels;

/// <summary>All codes of a provider with what they mean; the only place in an adapter where a code stands.</summary>
public sealed class ErrorTable(params ProviderError[] errors) : IEnumerable<ProviderError>
{
    private readonly FrozenDictionary<string, ProviderError> byCode = errors.ToFrozenDictionary(e => e.Code);

    /// <summary>As <see cref="IChannel.PassingCodes"/>.</summary>
    public IReadOnlySet<string> Passing { get; } = errors.Where(e => e.Passes).Select(e => e.Code).ToFrozenSet();

    public bool TryFind(string? code, [NotNullWhen(true)] out ProviderError? error)
    {
        error = null;
        return code is not null && byCode.TryGetValue(code, out error);
    }

    public IEnumerator<ProviderError> GetEnumerator() => errors.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
