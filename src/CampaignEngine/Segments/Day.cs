using System.Globalization;
using System.Text.RegularExpressions;

namespace CampaignEngine.Segments;

/// <summary>
/// A day in a rule: a date (2026-05-05), or one that moves with the calendar: <c>today</c>, <c>month</c> (the first of this month) or
/// <c>year</c> (1 January), with or without a span as in <c>today+30d</c>, <c>month-2m</c>, <c>today-1y</c>.
/// </summary>
public sealed partial record Day
{
    private Day(DateOnly? date, string anchor, Span span) => (Date, Anchor, Distance) = (date, anchor, span);

    /// <summary>Set when it does not move.</summary>
    public DateOnly? Date { get; }

    public string Anchor { get; }

    public Span Distance { get; }

    public static Day? TryParse(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return new Day(date, "", default);
        if (Relative().Match(text) is not { Success: true } match) return null;
        if (!match.Groups[2].Success) return new Day(null, match.Groups[1].Value, default);
        return Span.TryParse(match.Groups[3].Value) is { } span ? new Day(null, match.Groups[1].Value, match.Groups[2].Value == "-" ? -span : span) : null;
    }

    /// <summary>So far from today; back where the span is negative.</summary>
    public static Day FromToday(Span span) => new(null, "today", span);

    public DateOnly On(DateOnly today) => Date ?? Distance.From(Anchor switch
    {
        "month" => new DateOnly(today.Year, today.Month, 1),
        "year" => new DateOnly(today.Year, 1, 1),
        _ => today,
    });

    [GeneratedRegex(@"\A(today|month|year)(?:([+-])(\d{1,4}[dmy]))?\z")]
    private static partial Regex Relative();
}

/// <summary>A length of time: 30d, 2m, 1y. At most 200 years.</summary>
public readonly partial record struct Span(int Amount, char Unit)
{
    private const int MostYears = 200;

    public static Span? TryParse(string text)
    {
        if (!Written().IsMatch(text)) return null;
        var span = new Span(int.Parse(text[..^1], CultureInfo.InvariantCulture), text[^1]);
        return span.Unit == 'y' && span.Amount > MostYears || span.Unit == 'm' && span.Amount > MostYears * 12 ? null : span;
    }

    public static Span operator -(Span span) => span with { Amount = -span.Amount };

    public DateOnly From(DateOnly day) => Unit switch
    {
        'd' => day.AddDays(Amount),
        'm' => day.AddMonths(Amount),
        'y' => day.AddYears(Amount),
        _ => day,
    };

    [GeneratedRegex(@"\A\d{1,4}[dmy]\z")]
    private static partial Regex Written();
}
