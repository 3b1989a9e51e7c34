using CampaignEngine.Scheme;

namespace CampaignEngine.Templates;

/// <summary>What is the same in every text of a run.</summary>
/// <param name="LeastNet">VND a month on the lowest income without category, or null where the month has no enacted parameters.</param>
public sealed record MergeSettings(DateOnly Today, string Hotline, string Refusal, int MaxParts, long? LeastNet)
{
    public static MergeSettings For(TemplateOptions options, SchemeParameters parameters, DateOnly today) =>
        new(today, options.Hotline, options.Refusal, options.MaxParts,
            Contribution.Monthly(parameters, new DateOnly(today.Year, today.Month, 1), income: 0, "other", monthsSupported: 0)?.Net);
}
