using CampaignEngine.Calendar;
using CampaignEngine.Channels;
using CampaignEngine.Scheme;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Templates;

/// <summary>Asks the provider what its template takes, and holds a version against it: names, then the values of an invented person.</summary>
public sealed class ProviderRulesCheck(NpgsqlDataSource source, IEnumerable<ITemplateRules> providers, TimeProvider clock, IOptions<TemplateOptions> options)
{
    /// <returns>The rules to be kept with the approval; null where the medium's provider holds no templates.</returns>
    /// <exception cref="RefusedException">With the rule that is broken.</exception>
    internal async Task<string?> ExecuteAsync(TemplateVersion version, CancellationToken cancel)
    {
        if (version.ProviderTemplate is not { } id) return null;
        var where = $"{version.Key}/{version.Channel}/{version.Language}";
        var provider = providers.FirstOrDefault(p => p.Medium == version.Channel)
            ?? throw new RefusedException("no-provider", where, $"Chưa cài đặt nhà cung cấp của kênh {version.Channel}, nên không kiểm tra được mẫu {id}.",
                $"No provider of {version.Channel} is set up, so its template {id} cannot be checked.");
        var template = await provider.FindAsync(id, cancel);
        if (!template.Enabled)
            throw new RefusedException("provider-template-off", where, $"Mẫu {id} của nhà cung cấp không dùng được: {template.Status}.", $"The provider's template {id} cannot be used: {template.Status}.");

        var names = ParameterText.NamesOf(version.Body);
        List<Problem> problems = [.. ParameterRules.Problems(template.Parameters, names, where)];
        if (problems.Count == 0) problems.AddRange(await TryAsync(version with { ProviderRules = ParameterRules.Write(template.Parameters) }, where, cancel));
        return problems.Count > 0 ? throw new RefusedException(problems) : ParameterRules.Write(template.Parameters);
    }

    /// <summary>Types and lengths show in values only; what the invented person lacks is judged for each person when it is rendered.</summary>
    private async Task<IEnumerable<Problem>> TryAsync(TemplateVersion version, string where, CancellationToken cancel)
    {
        var settings = MergeSettings.For(options.Value, await SchemeParameters.LoadAsync(source, cancel), VietnamTime.Today(clock));
        return new MessageRenderer(settings).Render(version, SamplePerson.Fields, AccentChoice.Keep) is RenderFault { Code: not "missing-field" } fault
            ? [new Problem(fault.Code, where, $"Không hợp với mẫu của nhà cung cấp: {fault.Words}.", $"It does not fit the provider's template: {fault.Words}.")]
            : [];
    }
}
