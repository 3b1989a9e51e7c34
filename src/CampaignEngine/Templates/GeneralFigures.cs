using System.Text.RegularExpressions;
using CampaignEngine.Scheme;

namespace CampaignEngine.Templates;

/// <summary>
/// Figures that are the same for everyone, from the enacted parameters of one month. Without enacted parameters there are none: an
/// approved text without an amount is the one that goes out then.
/// </summary>
/// <param name="LeastNet">VND a month on the lowest income without any category, so the most that anyone pays for it.</param>
/// <param name="PensionWomen">VND a month after <see cref="Years"/> years on the lowest income: an illustration, never a promise.</param>
/// <param name="From">Since when the lowest income of the illustration is in force.</param>
/// <param name="Decree">Number of the decree that sets it.</param>
public sealed partial record GeneralFigures(long? LeastNet, long? PensionWomen, long? PensionMen, DateOnly? From, string? Decree)
{
    public static readonly GeneralFigures None = new(null, null, null, null, null);

    private const int Years = 20;

    public static GeneralFigures Of(SchemeParameters parameters, DateOnly day)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        var net = Contribution.Monthly(parameters, month, income: 0, "other", monthsSupported: 0)?.Net;
        // An illustration names its decree (the agency's rule): one whose source holds no number is not shown.
        return parameters.Find("income_floor", month) is { } floor && DecreeNumber().Match(floor.Source) is { Success: true } decree
            ? new GeneralFigures(net, Pension.Monthly(man: false, Years, (long)floor.Value), Pension.Monthly(man: true, Years, (long)floor.Value), floor.ValidFrom, decree.Value)
            : None with { LeastNet = net };
    }

    [GeneratedRegex(@"\d+/\d{4}/(?:NĐ-CP|QH\d+)")]
    private static partial Regex DecreeNumber();
}
