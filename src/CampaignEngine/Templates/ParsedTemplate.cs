using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

namespace CampaignEngine.Templates;

/// <param name="Line">From 1.</param>
public sealed record TemplateFault(string Code, int Line, int Column, string Words);

/// <summary>A template's text parsed, with the names it uses and what is wrong with it.</summary>
internal sealed class ParsedTemplate
{
    private ParsedTemplate(Template template, IReadOnlyList<string> names, IReadOnlyList<TemplateFault> faults) =>
        (Template, Names, Faults) = (template, names, faults);

    public Template Template { get; }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<TemplateFault> Faults { get; }

    public static ParsedTemplate Parse(string body)
    {
        var template = Template.Parse(body);
        var faults = template.Messages.Where(m => m.Type == ParserMessageType.Error)
            .Select(m => new TemplateFault("syntax", m.Span.Start.Line + 1, m.Span.Start.Column + 1, m.Message)).ToList();
        if (template.HasErrors) return new ParsedTemplate(template, [], faults);

        var reader = new NameReader();
        reader.Visit(template.Page);
        return new ParsedTemplate(template, [.. reader.Names.Distinct(StringComparer.Ordinal)], [.. faults, .. reader.Faults]);
    }

    /// <summary>Walks the tree: every global name must be a field or a formatter, and nothing may be written, included or called by member.</summary>
    private sealed class NameReader : ScriptVisitor
    {
        public List<string> Names { get; } = [];

        public List<TemplateFault> Faults { get; } = [];

        private readonly HashSet<string> loops = ["for"];

        public override void Visit(ScriptForStatement node)
        {
            if (node.Variable is ScriptVariable loop) loops.Add(loop.Name);
            base.Visit(node);
        }

        public override void Visit(ScriptVariableGlobal node)
        {
            if (MergeFields.Names.Contains(node.Name)) Names.Add(node.Name);
            else if (!Formatters.Names.Contains(node.Name) && !loops.Contains(node.Name))
                Fault("unknown-field", node, $"'{node.Name}' is neither a merge field nor a formatter; fields: {string.Join(", ", MergeFields.Names)}");
            base.Visit(node);
        }

        public override void Visit(ScriptAssignExpression node)
        {
            Fault("assignment", node, "a template may not assign");
            base.Visit(node);
        }

        public override void Visit(ScriptFunction node)
        {
            Fault("function", node, "a template may not define functions");
            base.Visit(node);
        }

        public override void Visit(ScriptMemberExpression node)
        {
            Fault("member", node, "merge fields have no members");
            base.Visit(node);
        }

        private void Fault(string code, ScriptNode node, string words) =>
            Faults.Add(new TemplateFault(code, node.Span.Start.Line + 1, node.Span.Start.Column + 1, words));
    }
}
