using System.Globalization;
using System.Text.Json;
using CampaignEngine.Consent;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Consent;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Segments;

/// <summary>The rules of docs/segments.md told a second time: plain code over objects, straight from the JSON, two-valued from the start.</summary>
internal sealed class SegmentOracle(SegmentWorld world, IReadOnlyDictionary<string, JsonElement> segments)
{
    public IEnumerable<long> Matches(JsonElement rule) => world.People.Where(p => Holds(rule, p)).Select(p => p.RecipientId);

    private bool Holds(JsonElement rule, PersonRow person)
    {
        if (rule.TryGetProperty("all", out var all)) return all.EnumerateArray().All(r => Holds(r, person));
        if (rule.TryGetProperty("any", out var any)) return any.EnumerateArray().Any(r => Holds(r, person));
        if (rule.TryGetProperty("not", out var not)) return !Holds(not, person);
        if (rule.TryGetProperty("segment", out var name)) return Holds(segments[name.GetString()!], person);
        rule.TryGetProperty("value", out var value);
        return Condition(rule.GetProperty("field").GetString()!, rule.GetProperty("op").GetString()!, value, person);
    }

    private bool Condition(string field, string op, JsonElement value, PersonRow p) => field switch
    {
        "age" => Number(Age(p), op, value),
        "income" => Number(p.Income, op, value),
        "months_supported" => Number(p.MonthsSupported, op, value),
        "birth_date" => Date(p.BirthDate, op, value),
        "paid_through" => Date(p.PaidThrough, op, value),
        "cover_ends" => Date(MonthEnd(p.PaidThrough, 0), op, value),
        "next_period_starts" => Date(p.PaidThrough?.AddMonths(1), op, value),
        "legal_deadline" => Date(Deadline(p), op, value),
        "as_of" => Date(p.AsOf, op, value),
        "today" => Date(world.Today, op, value),
        "sex" => Text(p.Sex, op, value),
        "occupation" => Text(p.Occupation, op, value),
        "business_owner" => Text(p.BusinessOwner, op, value),
        "ethnic_group" => Text(p.EthnicCode, op, value),
        "support_category" => Text(p.SupportCategory, op, value),
        "language" => Text(p.Language, op, value),
        "province" => Text(p.ProvinceCode, op, value),
        "commune" => Text(p.CommuneCode, op, value),
        "scheme_status" => Text(p.SchemeStatus, op, value),
        "payment_method" => Text(p.PaymentMethod, op, value),
        "phone_holder" => Text(p.PhoneHolder, op, value),
        "collection_point" => Text(p.CollectionPoint, op, value),
        "agent" => Text(p.Agent, op, value),
        "household" => Text(p.Household, op, value),
        "source" => Text(p.Source, op, value),
        "foreign_national" => p.ForeignNational == value.GetBoolean(),
        "dead" => p.DiedOn is not null == value.GetBoolean(),
        "invented" => p.Invented == value.GetBoolean(),
        "special_zone" => p.CommuneCode is { } code && IsSpecialZone(code) == value.GetBoolean(),
        "groups" => Groups(p.Groups, op, value),
        "contactable" => GateOracle.Exclusion(
            new GateRequest(MessageClass.PolicyInfo, value.GetString()!, world.Today, EngineMode.Test), p, world.Refusals, new HashSet<(long, string)>()) is null,
        "consent" => Consent(p, op, value.GetProperty("channel").GetString()!),
        _ => throw new NotSupportedException($"The oracle does not know the field {field}."),
    };

    private static bool Number(long? x, string op, JsonElement value) => op switch
    {
        "known" => x is not null,
        "unknown" => x is null,
        "is" => x == value.GetInt64(),
        "is-not" => x is not null && x != value.GetInt64(),
        "at-least" => x >= value.GetInt64(),
        "at-most" => x <= value.GetInt64(),
        "more-than" => x > value.GetInt64(),
        "less-than" => x < value.GetInt64(),
        "between" => x >= value[0].GetInt64() && x <= value[1].GetInt64(),
        _ => throw new NotSupportedException(op),
    };

    private bool Date(DateOnly? x, string op, JsonElement value) => op switch
    {
        "known" => x is not null,
        "unknown" => x is null,
        "on" => x == Day(value),
        "before" => x < Day(value),
        "after" => x > Day(value),
        "on-or-before" => x <= Day(value),
        "on-or-after" => x >= Day(value),
        "between" => x >= Day(value[0]) && x <= Day(value[1]),
        "within-next" => x >= world.Today && x <= Moved(world.Today, value.GetString()!, 1),
        "within-last" => x <= world.Today && x >= Moved(world.Today, value.GetString()!, -1),
        _ => throw new NotSupportedException(op),
    };

    private static bool Text(string? x, string op, JsonElement value)
    {
        bool Same(JsonElement v) => string.Equals(x, v.GetString(), StringComparison.OrdinalIgnoreCase);
        return op switch
        {
            "known" or "declared" => x is not null,
            "unknown" or "not-declared" => x is null,
            "is" => x is not null && Same(value),
            "is-not" => x is not null && !Same(value),
            "in" => x is not null && value.EnumerateArray().Any(Same),
            "not-in" => x is not null && !value.EnumerateArray().Any(Same),
            "contains" => x is not null && x.Contains(value.GetString()!, StringComparison.OrdinalIgnoreCase),
            "starts-with" => x is not null && x.StartsWith(value.GetString()!, StringComparison.OrdinalIgnoreCase),
            _ => throw new NotSupportedException(op),
        };
    }

    private static bool Groups(string[] groups, string op, JsonElement value) => op switch
    {
        "has" => groups.Contains(value.GetString()),
        "has-any" => value.EnumerateArray().Any(v => groups.Contains(v.GetString())),
        "has-all" => value.EnumerateArray().All(v => groups.Contains(v.GetString())),
        "classified" => groups.Length > 0,
        "not-classified" => groups.Length == 0,
        _ => throw new NotSupportedException(op),
    };

    private bool Consent(PersonRow p, string op, string channel)
    {
        bool? word = world.Consents.TryGetValue((p.RecipientId, channel), out var given) ? given : null;
        return op switch { "given" => word == true, "withdrawn" => word == false, "never-asked" => word is null, _ => throw new NotSupportedException(op) };
    }

    private long? Age(PersonRow p)
    {
        var born = p.BirthDate ?? (p.BirthYear is { } year ? new DateOnly(year, 12, 31) : null);
        if (born is not { } date) return null;
        var age = world.Today.Year - date.Year;
        return (world.Today.Month, world.Today.Day).CompareTo((date.Month, date.Day)) < 0 ? age - 1 : age;
    }

    private static DateOnly? Deadline(PersonRow p) => p.PaymentMethod switch
    {
        "monthly" => MonthEnd(p.PaidThrough, 1),
        "three_monthly" => MonthEnd(p.PaidThrough, 1 + 2),
        "six_monthly" => MonthEnd(p.PaidThrough, 1 + 3),
        "twelve_monthly" => MonthEnd(p.PaidThrough, 1 + 6),
        _ => null,
    };

    private static DateOnly? MonthEnd(DateOnly? month, int later)
    {
        if (month?.AddMonths(later) is not { } m) return null;
        return new DateOnly(m.Year, m.Month, DateTime.DaysInMonth(m.Year, m.Month));
    }

    private bool IsSpecialZone(string code) => SegmentWorld.Communes.Any(c =>
        c.Code == code && c.Kind == "special_zone" && c.From <= world.Today && (c.To is not { } to || to > world.Today));

    private DateOnly Day(JsonElement value)
    {
        var text = value.GetString()!;
        if (char.IsDigit(text[0])) return DateOnly.Parse(text, CultureInfo.InvariantCulture);
        var sign = text.IndexOfAny(['+', '-']);
        var word = sign < 0 ? text : text[..sign];
        var start = word switch { "month" => world.Today.AddDays(1 - world.Today.Day), "year" => world.Today.AddDays(1 - world.Today.DayOfYear), _ => world.Today };
        return sign < 0 ? start : Moved(start, text[(sign + 1)..], text[sign] == '-' ? -1 : 1);
    }

    private static DateOnly Moved(DateOnly day, string span, int direction)
    {
        var amount = direction * int.Parse(span[..^1], CultureInfo.InvariantCulture);
        return span[^1] switch { 'd' => day.AddDays(amount), 'm' => day.AddMonths(amount), _ => day.AddYears(amount) };
    }
}
