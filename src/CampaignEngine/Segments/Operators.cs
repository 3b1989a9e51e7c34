using static CampaignEngine.Segments.ValueShape;

namespace CampaignEngine.Segments;

/// <summary>The operators of each type of field.</summary>
public static class Operators
{
    private static readonly Operator Known = new("known", None, "{x} IS NOT NULL", "đã biết {x}", "{x} is known");
    private static readonly Operator Unknown = new("unknown", None, "{x} IS NULL", "chưa biết {x}", "{x} is not known");

    private static readonly Operator[] Text =
    [
        new("is", One, "lower({x}) = lower({0})", "{x} là {0}", "{x} is {0}"),
        new("is-not", One, "lower({x}) <> lower({0})", "{x} đã biết và khác {0}", "{x} is known and not {0}"),
        new("in", Many, "lower({x}) = ANY (SELECT lower(v) FROM unnest({0}) v)", "{x} là một trong: {0}", "{x} is one of: {0}"),
        new("contains", One, "strpos(lower({x}), lower({0})) > 0", "{x} có chứa {0}", "{x} contains {0}"),
        new("starts-with", One, "starts_with(lower({x}), lower({0}))", "{x} bắt đầu bằng {0}", "{x} starts with {0}"),
        Known, Unknown,
    ];

    private static readonly Operator[] Number =
    [
        new("is", One, "{x} = {0}", "{x} bằng {0}", "{x} is {0}"),
        new("is-not", One, "{x} <> {0}", "{x} đã biết và khác {0}", "{x} is known and not {0}"),
        new("at-least", One, "{x} >= {0}", "{x} từ {0} trở lên", "{x} is at least {0}"),
        new("at-most", One, "{x} <= {0}", "{x} không quá {0}", "{x} is at most {0}"),
        new("more-than", One, "{x} > {0}", "{x} trên {0}", "{x} is more than {0}"),
        new("less-than", One, "{x} < {0}", "{x} dưới {0}", "{x} is less than {0}"),
        new("between", Pair, "{x} BETWEEN {0} AND {1}", "{x} từ {0} đến {1}", "{x} is between {0} and {1}"),
        Known, Unknown,
    ];

    private static readonly Operator[] Date =
    [
        new("on", One, "{x} = {0}", "{x} là {0}", "{x} is {0}"),
        new("before", One, "{x} < {0}", "{x} trước {0}", "{x} is before {0}"),
        new("after", One, "{x} > {0}", "{x} sau {0}", "{x} is after {0}"),
        new("on-or-before", One, "{x} <= {0}", "{x} chậm nhất là {0}", "{x} is on or before {0}"),
        new("on-or-after", One, "{x} >= {0}", "{x} sớm nhất là {0}", "{x} is on or after {0}"),
        new("between", Pair, "{x} BETWEEN {0} AND {1}", "{x} từ {0} đến {1}", "{x} is between {0} and {1}"),
        new("within-next", Ahead, "{x} BETWEEN {today} AND {0}", "{x} trong {0} tới", "{x} is within the next {0}"),
        new("within-last", Back, "{x} BETWEEN {0} AND {today}", "{x} trong {0} vừa qua", "{x} is within the last {0}"),
        Known, Unknown,
    ];

    // Full years. Kept as comparisons of dates that are computed once, which is many times cheaper a row than age().
    private static readonly Operator[] Age =
    [
        new("is", One, $"{Reached("{0}")} AND NOT {Reached("({0} + 1)")}", "{x} là {0}", "{x} is {0}"),
        new("at-least", One, Reached("{0}"), "{x} từ {0} trở lên", "{x} is at least {0}"),
        new("at-most", One, $"NOT {Reached("({0} + 1)")}", "{x} không quá {0}", "{x} is at most {0}"),
        new("more-than", One, Reached("({0} + 1)"), "{x} trên {0}", "{x} is more than {0}"),
        new("less-than", One, $"NOT {Reached("{0}")}", "{x} dưới {0}", "{x} is less than {0}"),
        new("between", Pair, $"{Reached("{0}")} AND NOT {Reached("({1} + 1)")}", "{x} từ {0} đến {1}", "{x} is between {0} and {1}"),
        new("known", None, "r.birth_year IS NOT NULL OR r.birth_date IS NOT NULL", "đã biết {x}", "{x} is known"),
        new("unknown", None, "r.birth_year IS NULL AND r.birth_date IS NULL", "chưa biết {x}", "{x} is not known"),
    ];

    private static readonly Operator[] Code =
    [
        new("is", One, "{x} = {0}", "{x} là {0}", "{x} is {0}"),
        new("is-not", One, "{x} <> {0}", "{x} đã biết và khác {0}", "{x} is known and not {0}"),
        new("in", Many, "{x} = ANY ({0})", "{x} là một trong: {0}", "{x} is one of: {0}"),
        new("not-in", Many, "{x} <> ALL ({0})", "{x} đã biết và không phải một trong: {0}", "{x} is known and none of: {0}"),
        Known, Unknown,
    ];

    private static readonly Operator[] Language =
    [
        .. Code[..4],
        new("declared", None, "{x} IS NOT NULL", "đã khai báo ngôn ngữ", "a language is declared"),
        new("not-declared", None, "{x} IS NULL", "chưa khai báo ngôn ngữ", "no language is declared"),
    ];

    private static readonly Operator[] Boolean = [new("is", One, "{x} = {0}", "{x}: {0}", "{x}: {0}")];

    private static readonly Operator[] Groups =
    [
        new("has", One, "{x} @> ARRAY[{0}]", "được xếp vào nhóm {0}", "is classified as {0}"),
        new("has-any", Many, "{x} && {0}", "được xếp vào một trong các nhóm: {0}", "is classified as any of: {0}"),
        new("has-all", Many, "{x} @> {0}", "được xếp vào tất cả các nhóm: {0}", "is classified as all of: {0}"),
        new("classified", None, "cardinality({x}) > 0", "đã được phân loại", "is classified"),
        new("not-classified", None, "cardinality({x}) = 0", "chưa được phân loại", "is not classified"),
    ];

    private static readonly Operator[] Consent =
    [
        new("given", ChannelAndPurpose, Latest("c.given"), "đã đồng ý nhận {1} qua {0}", "has consented to {1} over {0}"),
        new("withdrawn", ChannelAndPurpose, Latest("NOT c.given"), "đã rút lại sự đồng ý nhận {1} qua {0}", "has withdrawn consent to {1} over {0}"),
        new("never-asked", ChannelAndPurpose, "NOT " + Latest("true"), "chưa có ý kiến về việc nhận {1} qua {0}", "has no recorded word on {1} over {0}"),
    ];

    private static readonly Operator[] Contact = [new("by", One, "{gate}", "liên lạc được qua {0}", "is contactable over {0}")];

    public static IReadOnlyList<Operator> Of(FieldType type) => type switch
    {
        FieldType.Text => Text,
        FieldType.Number => Number,
        FieldType.Date => Date,
        FieldType.Age => Age,
        FieldType.Code or FieldType.Province or FieldType.Commune => Code,
        FieldType.Boolean => Boolean,
        FieldType.Language => Language,
        FieldType.Groups => Groups,
        FieldType.Consent => Consent,
        FieldType.Contact => Contact,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>Whether so many full years are reached; with the year of birth alone, as if born on its last day (as the gate does).</summary>
    private static string Reached(string years)
    {
        var latest = $"({{today}} - make_interval(years => {years}::int))::date";
        return $"(CASE WHEN r.birth_date IS NULL THEN r.birth_year < date_part('year', {latest} + 1) ELSE r.birth_date <= {latest} END)";
    }

    private static string Latest(string condition) =>
        $"EXISTS (SELECT FROM consents c WHERE c.recipient_id = r.recipient_id AND c.channel = {{0}} AND c.purpose = {{1}} AND {condition})";
}
