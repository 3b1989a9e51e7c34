namespace CampaignEngine.Segments;

/// <summary>All that can be wrong with a rule; <c>where</c> is the JSON path in the rule as it was given.</summary>
internal static class SegmentProblems
{
    public static Problem Shape(string where) => new("rule-shape", where,
        "Mỗi mục của điều kiện phải là một đối tượng có đúng một trong các khóa: all, any, not, segment, hoặc field cùng op.",
        "Each part of a rule must be an object with exactly one of all, any, not, segment, or with field and op.");

    public static Problem UnknownKey(string where, string key) => new("unknown-key", where,
        $"Khóa '{key}' không có trong ngữ pháp điều kiện.", $"The key '{key}' is not part of a rule.");

    public static Problem EmptyList(string where) => new("empty-list", where,
        "Phải là danh sách có ít nhất một mục.", "This must be a list with at least one entry.");

    public static Problem TooDeep(string where, int most) => new("too-deep", where,
        $"Điều kiện lồng nhau quá {most} tầng.", $"The rule is nested more than {most} levels deep.");

    public static Problem TooMany(string where, int most) => new("too-many", where,
        $"Quá {most} mục trong một danh sách.", $"More than {most} entries in one list.");

    public static Problem UnknownField(string where, string name, string? meant) => new("unknown-field", where,
        $"Không có trường '{name}'." + (meant is null ? $" Các trường: {Names(FieldCatalogue.All.Select(f => f.Name))}." : $" Có phải là '{meant}'?"),
        $"There is no field '{name}'." + (meant is null ? $" The fields are {Names(FieldCatalogue.All.Select(f => f.Name))}." : $" Did you mean '{meant}'?"));

    public static Problem UnknownOperator(string where, string name, Field field) => new("unknown-operator", where,
        $"Trường '{field.Name}' không có phép so sánh '{name}'. Dùng một trong: {Names(field.Operators.Select(o => o.Name))}.",
        $"The field '{field.Name}' has no operator '{name}'. Use one of {Names(field.Operators.Select(o => o.Name))}.");

    public static Problem WrongType(string where, string expectedVi, string expectedEn) => new("wrong-type", where,
        $"Giá trị phải là {expectedVi}.", $"The value must be {expectedEn}.");

    public static Problem UnknownValue(string where, string value, IEnumerable<string> known) => new("unknown-value", where,
        $"Không có giá trị '{value}'. Các giá trị: {Names(known)}.", $"There is no value '{value}'. The values are {Names(known)}.");

    public static Problem UnknownPlace(string where, string code) => new("unknown-value", where,
        $"Không có đơn vị hành chính mã '{code}' trong danh mục.", $"No place has the code '{code}'.");

    public static Problem MissingValue(string where) => new("missing-value", where, "Thiếu \"value\".", "\"value\" is missing.");

    public static Problem NeedlessValue(string where, string op) => new("needless-value", where,
        $"Phép so sánh '{op}' không nhận giá trị; hãy bỏ \"value\".", $"The operator '{op}' takes no value; leave \"value\" out.");

    public static Problem Reversed(string where) => new("range-reversed", where,
        "Giá trị đầu lớn hơn giá trị cuối.", "The first value is greater than the last.");

    public static Problem UnknownSegment(string where, string name, IEnumerable<string> known) => new("unknown-segment", where,
        $"Không có nhóm '{name}'. Các nhóm: {Names(known)}.", $"There is no segment '{name}'. The segments are {Names(known)}.");

    public static Problem Cycle(string where, IEnumerable<string> path) => new("segment-cycle", where,
        $"Nhóm tự tham chiếu đến chính nó: {string.Join(" → ", path)}.", $"The segment refers to itself: {string.Join(" → ", path)}.");

    public static Problem NotJson(string where, string line) => new("not-json", where,
        $"Tệp không phải JSON đúng ngữ pháp ({line}).", $"The file is not valid JSON ({line}).");

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
