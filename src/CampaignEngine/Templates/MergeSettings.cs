using CampaignEngine.Scheme;

namespace CampaignEngine.Templates;

/// <summary>What is the same in every text of a run.</summary>
public sealed record MergeSettings(DateOnly Today, string Hotline, string Refusal, int MaxParts, OperatorLimits Limits, GeneralFigures Figures)
{
    public static MergeSettings For(TemplateOptions options, SchemeParameters parameters, DateOnly today) =>
        new(today, options.Hotline, options.Refusal, options.MaxParts, OperatorLimits.Of(options), GeneralFigures.Of(parameters, today));
}
