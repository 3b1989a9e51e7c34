namespace CampaignEngine.Channels;

/// <summary>
/// Also offered by a provider that holds the words of its messages itself: ours are values of its template's parameters, and it tells the rules they
/// must keep.
/// </summary>
public interface ITemplateRules
{
    /// <summary>As <see cref="IChannel.Medium"/>.</summary>
    string Medium { get; }

    /// <exception cref="RefusedException">The provider does not know the template, or cannot be asked now; with its words.</exception>
    Task<ProviderTemplate> FindAsync(string templateId, CancellationToken cancel);
}

/// <param name="Enabled">False: it is not approved, or was stopped; nothing is sent with it.</param>
/// <param name="Status">In the provider's word.</param>
public sealed record ProviderTemplate(bool Enabled, string Status, IReadOnlyList<TemplateParameter> Parameters);

/// <param name="Type">In the provider's word: STRING, NUMBER, DATE and others.</param>
/// <param name="MaxLength">Signs.</param>
/// <param name="Required">A message without it is refused.</param>
public sealed record TemplateParameter(string Name, string Type, int MinLength, int MaxLength, bool Required);
