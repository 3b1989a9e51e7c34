using System.Text.RegularExpressions;
using Scriban;
using Scriban.Parsing;

namespace CampaignEngine.Templates;

/// <param name="Line">From 1.</param>
public sealed record TemplateFault(string Code, int Line, int Column, string Vi, string En)
{
    internal static TemplateFault At(SourceSpan place, string code, string vi, string en) =>
        new(code, place.Start.Line + 1, place.Start.Column + 1, vi, en);
}

/// <summary>A template's text parsed, with the names it uses and what is wrong with it.</summary>
internal sealed partial class ParsedTemplate
{
    private ParsedTemplate(Template template, IReadOnlyList<string> names, IReadOnlyList<TemplateFault> faults) =>
        (Template, Names, Faults) = (template, names, faults);

    public Template Template { get; }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<TemplateFault> Faults { get; }

    public static ParsedTemplate Parse(string body)
    {
        var template = Template.Parse(body);
        if (template.HasErrors)
            return new ParsedTemplate(template, [], [.. template.Messages.Where(m => m.Type == ParserMessageType.Error).Select(m => Syntax(body, m))]);

        var grammar = new TemplateGrammar();
        grammar.Visit(template.Page);
        return new ParsedTemplate(template, [.. grammar.Names.Distinct(StringComparer.Ordinal)], [.. Unclosed(body), .. grammar.Faults]);
    }

    /// <summary>Scriban takes the end of the text for the braces that are missing.</summary>
    private static IEnumerable<TemplateFault> Unclosed(string body)
    {
        var open = body.LastIndexOf("{{", StringComparison.Ordinal);
        if (open < 0 || body.IndexOf("}}", open, StringComparison.Ordinal) >= 0) yield break;
        var (line, column) = (body.AsSpan(0, open).Count('\n') + 1, open - body.LastIndexOf('\n', open));
        yield return new TemplateFault("syntax", line, column, "Thiếu }} cho {{ này.", "This {{ lacks its }}.");
    }

    private static TemplateFault Syntax(string body, LogMessage message) =>
        KeywordAsField().Match(body) is { Success: true } clash
            ? TemplateFault.At(message.Span, "keyword", $"'{clash.Groups["word"]}' là từ khóa của Scriban, không thể là trường.", $"'{clash.Groups["word"]}' is a keyword of Scriban and cannot be a field.")
            : TemplateFault.At(message.Span, "syntax", $"Sai cú pháp: {message.Message}", $"Wrong syntax: {message.Message}");

    /// <summary>A keyword that needs something behind it, written as one writes a field.</summary>
    [GeneratedRegex(@"\{\{[-~]?\s*(?:if\s+)?(?<word>when|case|if|for|while|func|with|capture|import|readonly|wrap|tablerow|in)\s*(?:\||[-~]?\}\})")]
    private static partial Regex KeywordAsField();
}
