using CampaignEngine.Consent;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Consent;

/// <summary>The gate told a second time, in plain code over objects.</summary>
internal static class GateOracle
{
    public static string? Exclusion(GateRequest request, PersonRow person, IReadOnlySet<(string Phone, string Scope)> refusals, IReadOnlySet<(long Id, string Channel)> consents)
    {
        if (person.DiedOn is not null) return "dead";
        if (IsChild(person, request.Today)) return "child";
        if (person.Invented && request.Mode == EngineMode.Live) return "invented-person";
        var address = request.Channel switch
        {
            "sms" => person.Phone,
            "zalo" => person.ZaloId ?? person.Phone,
            "vssid" => person.UsesVssid == true && person.NumberKey is not null ? person.PersonalNumber : null,
            _ => person.Email,
        };
        if (address is null) return "no-address";
        if (request.Channel == "sms" && !address.StartsWith("+84", StringComparison.Ordinal)) return "foreign-number";
        bool Refused(string scope) => person.Phone is not null && refusals.Contains((person.Phone, scope));
        if (Refused("everything")) return "refused-everything";
        if (request.Class != MessageClass.ServiceNotice && Refused("campaigns")) return "refused-campaigns";
        if (request.Class == MessageClass.Promotion && !consents.Contains((person.RecipientId, request.Channel))) return "no-consent";
        return null;
    }

    private static bool IsChild(PersonRow person, DateOnly today)
    {
        var born = person.BirthDate ?? (person.BirthYear is { } year ? new DateOnly(year, 12, 31) : null);
        if (born is not { } date) return false;
        var age = today.Year - date.Year;
        if (today < date.AddYears(age)) age--;
        return age < 16;
    }
}
