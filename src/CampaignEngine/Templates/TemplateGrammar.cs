using Scriban.Syntax;

namespace CampaignEngine.Templates;

/// <summary>
/// What a template may be made of: text, merge fields, formatters, if and case over comparisons. Whatever else Scriban has or will
/// have is refused because it is not listed here.
/// </summary>
internal sealed class TemplateGrammar : ScriptVisitor
{
    private static readonly HashSet<Type> Allowed =
    [
        typeof(ScriptPage), typeof(ScriptBlockStatement), typeof(ScriptRawStatement), typeof(ScriptEscapeStatement), typeof(ScriptExpressionStatement),
        typeof(ScriptIfStatement), typeof(ScriptElseStatement), typeof(ScriptCaseStatement), typeof(ScriptWhenStatement), typeof(ScriptEndStatement),
        typeof(ScriptNopStatement), typeof(ScriptVariableGlobal), typeof(ScriptLiteral), typeof(ScriptPipeCall), typeof(ScriptFunctionCall),
        typeof(ScriptBinaryExpression), typeof(ScriptUnaryExpression), typeof(ScriptNestedExpression), typeof(ScriptKeyword), typeof(ScriptToken),
    ];

    private static readonly HashSet<ScriptBinaryOperator> Operators =
    [
        ScriptBinaryOperator.CompareEqual, ScriptBinaryOperator.CompareNotEqual, ScriptBinaryOperator.CompareLess, ScriptBinaryOperator.CompareLessOrEqual,
        ScriptBinaryOperator.CompareGreater, ScriptBinaryOperator.CompareGreaterOrEqual, ScriptBinaryOperator.And, ScriptBinaryOperator.Or,
    ];

    public List<string> Names { get; } = [];

    public List<TemplateFault> Faults { get; } = [];

    /// <summary>What is written out is a text: a field or words as they are, anything else through a formatter.</summary>
    public override void Visit(ScriptExpressionStatement node)
    {
        if (node.Expression is ScriptVariableGlobal { Name: var name } && MergeFields.Find(name) is { Type: not MergeFieldType.Text })
            Fault("unformatted", node, $"Trường '{name}' cần hàm định dạng, ví dụ {{{{ {name} | date }}}}.", $"The field '{name}' needs a formatter, for example {{{{ {name} | date }}}}.");
        if (node.Expression is ScriptVariableGlobal or ScriptLiteral { Value: string } or ScriptPipeCall or ScriptFunctionCall or ScriptAssignExpression or ScriptMemberExpression)
            base.Visit(node);
        else NotAllowed(node);
    }

    public override void Visit(ScriptPipeCall node)
    {
        if (node.To is ScriptFunctionCall or ScriptPipeCall) base.Visit(node);
        else NotAllowed(node);
    }

    public override void Visit(ScriptFunctionCall node)
    {
        if (node.Target is ScriptVariableGlobal { Name: var name } && Formatters.Names.Contains(name)) base.Visit(node);
        else NotAllowed(node);
    }

    public override void Visit(ScriptVariableGlobal node)
    {
        if (MergeFields.Find(node.Name) is not null) Names.Add(node.Name);
        else if (!Formatters.Names.Contains(node.Name))
            Fault("unknown-field", node, $"'{node.Name}' không phải trường hay hàm định dạng; các trường: {string.Join(", ", MergeFields.Names)}.",
                $"'{node.Name}' is neither a merge field nor a formatter; the fields: {string.Join(", ", MergeFields.Names)}.");
    }

    public override void Visit(ScriptBinaryExpression node)
    {
        if (Operators.Contains(node.Operator)) base.Visit(node);
        else Fault("not-allowed", node, "Chỉ được so sánh, không được tính toán.", "Comparing is allowed, computing is not.");
    }

    public override void Visit(ScriptUnaryExpression node)
    {
        if (node.Operator == ScriptUnaryOperator.Not) base.Visit(node);
        else NotAllowed(node);
    }

    public override void Visit(ScriptAssignExpression node) => Fault("assignment", node, "Mẫu tin không được gán giá trị.", "A template may not assign.");

    public override void Visit(ScriptMemberExpression node) => Fault("member", node, "Trường không có thành phần bên trong.", "Merge fields have no members.");

    protected override void DefaultVisit(ScriptNode? node)
    {
        if (node is null or ScriptList || Allowed.Contains(node.GetType())) base.DefaultVisit(node);
        else NotAllowed(node);
    }

    private void NotAllowed(ScriptNode node) => Fault("not-allowed", node, $"Mẫu tin không được dùng '{node}'.", $"A template may not use '{node}'.");

    private void Fault(string code, ScriptNode node, string vi, string en) => Faults.Add(TemplateFault.At(node.Span, code, vi, en));
}
