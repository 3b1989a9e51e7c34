using CampaignEngine.Scheme;
using Scriban.Runtime;

namespace CampaignEngine.Templates;

/// <summary>The one object a template sees, filled anew for each person and closed against writing while it renders.</summary>
internal sealed class MergeModel
{
    private readonly DateOnly today;

    public MergeModel(MergeSettings settings)
    {
        today = settings.Today;
        Fields["hotline"] = settings.Hotline;
        Fields["refusal"] = settings.Refusal;
        Fields["least_net"] = settings.LeastNet is { } net ? (decimal)net : null;
        Fields["has_least_net"] = settings.LeastNet is not null;
        Fields.IsReadOnly = true;
    }

    public ScriptObject Fields { get; } = new();

    public void Fill(PersonFields person)
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
        Fields["pay_by"] = Day(next is { } from && person.PaymentMethod is { } method ? PaymentPeriods.LegalDeadline(method, from) : null);
        Fields.IsReadOnly = true;
    }

    private static object? Day(DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue);
}
