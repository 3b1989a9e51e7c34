using System.Globalization;
using CampaignEngine.Recipients;

namespace CampaignEngine.Segments;

/// <summary>A rule as a sentence, for the person who decides about it.</summary>
public sealed class SegmentWords
{
    private static readonly CultureInfo VietnameseCulture = CultureInfo.GetCultureInfo("vi-VN");

    private readonly bool vi;

    private SegmentWords(bool vi) => this.vi = vi;

    public static string Vietnamese(SegmentRule rule) => new SegmentWords(vi: true).Words(rule);

    public static string English(SegmentRule rule) => new SegmentWords(vi: false).Words(rule);

    private string Words(SegmentRule rule) => rule switch
    {
        SegmentRule.AllOf all => string.Join(Either(" và ", " and "), all.Rules.Select(Part)),
        SegmentRule.AnyOf any => string.Join(Either(" hoặc ", " or "), any.Rules.Select(Part)),
        SegmentRule.Not not => Either("không thuộc diện (", "not (") + Words(not.Rule) + ")",
        SegmentRule.Reference reference => Either($"thuộc nhóm {reference.Name} “{reference.TitleVi}”", $"in segment {reference.Name} “{reference.TitleEn}”"),
        SegmentRule.Condition condition => Condition(condition),
        _ => throw new InvalidOperationException(rule.GetType().Name),
    };

    /// <summary>A list inside another stands in parentheses, so that "and" and "or" cannot be misread.</summary>
    private string Part(SegmentRule rule) => rule is SegmentRule.AllOf { Rules.Count: > 1 } or SegmentRule.AnyOf { Rules.Count: > 1 } ? $"({Words(rule)})" : Words(rule);

    private string Condition(SegmentRule.Condition condition)
    {
        var (field, op) = (condition.Field, condition.Operator);
        var words = Either(op.Vi, op.En).Replace("{x}", Either(field.Vi, field.En), StringComparison.Ordinal);
        if (op.Shape == ValueShape.Many)
            return words.Replace("{0}", string.Join(", ", condition.Values.Select(v => Value(field, v))), StringComparison.Ordinal);
        for (var i = 0; i < condition.Values.Count; i++)
        {
            var value = op.Shape is ValueShape.Ahead or ValueShape.Back ? Length(((Day)condition.Values[i]).Distance) : Value(field, condition.Values[i]);
            words = words.Replace(string.Create(CultureInfo.InvariantCulture, $"{{{i}}}"), value, StringComparison.Ordinal);
        }
        return words;
    }

    private string Value(Field field, object value) => value switch
    {
        bool yes => yes ? Either("có", "yes") : Either("không", "no"),
        long number => number.ToString("#,0", vi ? VietnameseCulture : CultureInfo.InvariantCulture) + (field.Unit.Length == 0 ? "" : " " + field.Unit),
        Day day => DayWords(day),
        string text => Text(field, text),
        _ => throw new InvalidOperationException(value.GetType().Name),
    };

    private string Text(Field field, string text) => field.Type switch
    {
        FieldType.Groups => field.Codes!.Find(text) is { } group ? $"{text} ({Either(group.Vi, group.En)})" : text,
        FieldType.Code => field.Codes!.Find(text) is { } code ? Either(code.Vi, code.En) : text,
        FieldType.Language => Languages.Find(text) is { } language ? Either(language.NameVi, language.NameEn) : text,
        FieldType.Text => $"“{text}”",
        _ when text == "promotion" => Either("tin quảng cáo", "advertising"),
        _ => text,
    };

    private string DayWords(Day day)
    {
        if (day.Date is { } date) return date.ToString(Either("dd/MM/yyyy", "d MMMM yyyy"), CultureInfo.InvariantCulture);
        var anchor = day.Anchor switch
        {
            "month" => Either("ngày đầu tháng này", "the first of this month"),
            "year" => Either("ngày 1 tháng 1 năm nay", "1 January of this year"),
            _ => Either("hôm nay", "today"),
        };
        return day.Distance.Amount switch
        {
            0 => anchor,
            < 0 => $"{anchor} {Either("trừ", "minus")} {Length(day.Distance)}",
            _ => $"{anchor} {Either("cộng", "plus")} {Length(day.Distance)}",
        };
    }

    private string Length(Span span)
    {
        var amount = Math.Abs(span.Amount);
        var unit = span.Unit switch { 'm' => Either("tháng", "month"), 'y' => Either("năm", "year"), _ => Either("ngày", "day") };
        return $"{amount} {unit}{(vi || amount == 1 ? "" : "s")}";
    }

    private string Either(string vietnamese, string english) => vi ? vietnamese : english;
}
