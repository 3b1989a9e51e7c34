using CampaignEngine.Scheme;
using Scriban.Runtime;

namespace CampaignEngine.Templates;

/// <summary>The one object a template sees, filled anew for each person and closed against writing while it renders.</summary>
internal sealed class MergeModel
{
    /// <summary>Fields whose words come from the people's files.</summary>
    private static readonly string[] Free = ["name", "collection_point", "agent", "insurance_number"];

    private readonly DateOnly today;

    public MergeModel(MergeSettings settings)
    {
        today = settings.Today;
        Fields["hotline"] = settings.Hotline;
        Fields["refusal"] = settings.Refusal;
        Fields["least_net"] = Sum(settings.Figures.LeastNet);
        Fields["has_least_net"] = settings.Figures.LeastNet is not null;
        Fields["pension_women_20"] = Sum(settings.Figures.PensionWomen);
        Fields["pension_men_20"] = Sum(settings.Figures.PensionMen);
        Fields["has_pension"] = settings.Figures.PensionWomen is not null;
        Fields["figures_from"] = Day(settings.Figures.From);
        Fields["figures_decree"] = settings.Figures.Decree;
        Fields.IsReadOnly = true;
    }

    public ScriptObject Fields { get; } = new();

    /// <returns>The field that holds a link elsewhere than to the agency, if one does: lists come from many hands.</returns>
    public string? Fill(PersonFields person)
    {
        Fields.IsReadOnly = false;
        Fields["title"] = PersonTitle.Of(person.Sex, person.BirthYear, today.Year);
        Fields["name"] = person.Name;
        Fields["province"] = person.Province;
        Fields["commune"] = person.Commune;
        Fields["collection_point"] = person.CollectionPoint;
        Fields["agent"] = person.Agent;
        Fields["insurance_number"] = person.InsuranceNumber;

        var next = person.PaidThrough is { } paid ? PaymentPeriods.NextPeriod(paid) : (DateOnly?)null;
        Fields["cover_until"] = Day(next?.AddDays(-1));
        Fields["next_from"] = Day(next);
        var payBy = next is { } from && person.PaymentMethod is { } method ? PaymentPeriods.LegalDeadline(method, from) : null;
        // A day that is over is no date to pay by.
        Fields["pay_by"] = Day(payBy >= today ? payBy : null);
        Fields.IsReadOnly = true;
        return Free.FirstOrDefault(name => Fields[name] is string value && value.AsSpan().ContainsAny('.', ':') && AgencyLinks.Foreign(value).Any());
    }

    private static object? Sum(long? amount) => amount is { } sum ? (decimal)sum : null;

    private static object? Day(DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue);
}
