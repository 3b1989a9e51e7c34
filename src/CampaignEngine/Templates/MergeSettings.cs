using CampaignEngine.Scheme;

namespace CampaignEngine.Templates;

/// <summary>What is the same in every text of a run.</summary>
public sealed record MergeSettings(DateOnly Today, string Hotline, string Refusal, int MaxParts, OperatorLimits Limits, GeneralFigures Figures)
{
    public static MergeSettings For(TemplateOptions options, SchemeParameters parameters, DateOnly day) => For(options, parameters, day, day);

    /// <param name="firstDay">The day the texts are written for; ages are counted on it.</param>
    /// <param name="lastDay">The last day one may be sent. Figures that change between the two are in no text.</param>
    public static MergeSettings For(TemplateOptions options, SchemeParameters parameters, DateOnly firstDay, DateOnly lastDay)
    {
        var figures = GeneralFigures.Of(parameters, firstDay);
        return new(firstDay, options.Hotline, options.Refusal, options.MaxParts, OperatorLimits.Of(options),
            figures == GeneralFigures.Of(parameters, lastDay) ? figures : GeneralFigures.None);
    }
}
