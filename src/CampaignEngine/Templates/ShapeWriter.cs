using System.Text;
using System.Text.RegularExpressions;
using CampaignEngine.Text;
using Scriban.Syntax;

namespace CampaignEngine.Templates;

/// <summary>Walks a template of <see cref="TemplateGrammar"/> and writes what it can come out as.</summary>
internal sealed class ShapeWriter(TemplateOptions agency)
{
    private const string Hole = "[…]";

    private readonly StringBuilder pattern = new();
    private readonly StringBuilder shown = new();
    private readonly List<string> fields = [];

    public TextShape Write(ScriptPage page)
    {
        Node(page.Body);
        return Shape();
    }

    public TextShape Write(string words, string hole, string value)
    {
        var parts = words.Split(hole);
        for (var at = 0; at < parts.Length; at++)
        {
            if (at > 0) Value(value);
            Words(parts[at]);
        }
        return Shape();
    }

    private TextShape Shape() => new(string.Join(' ', shown.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), pattern.ToString(), fields);

    private void Node(ScriptNode? node)
    {
        switch (node)
        {
            case ScriptBlockStatement block:
                foreach (var statement in block.Statements) Node(statement);
                break;
            case ScriptRawStatement raw:
                Words(raw.Text.ToString());
                break;
            case ScriptExpressionStatement { Expression: ScriptLiteral { Value: string words } }:
                Words(words);
                break;
            case ScriptExpressionStatement { Expression: ScriptVariableGlobal field }:
                Field(field.Name);
                break;
            case ScriptExpressionStatement said:
                Value(FieldPatterns.OfFormatted(said.Expression!.ToString()!));
                break;
            case ScriptIfStatement choice:
                Either(choice.Then, choice.Else);
                break;
            case ScriptWhenStatement choice:
                Either(choice.Body, choice.Next);
                break;
            case ScriptElseStatement other:
                Node(other.Body);
                break;
            case ScriptCaseStatement cases:
                Node(cases.Body);
                break;
            case null or ScriptEndStatement or ScriptNopStatement or ScriptEscapeStatement:
                break;
            default:
                // Nothing else passes the grammar; were it so, no text is taken for ours.
                pattern.Append(FieldPatterns.Never);
                break;
        }
    }

    private void Either(ScriptNode? one, ScriptNode? other)
    {
        pattern.Append("(?:");
        Node(one);
        pattern.Append('|');
        Node(other);
        pattern.Append(')');
    }

    private void Field(string name)
    {
        if (name == "hotline") Words(agency.Hotline);
        else if (name == "refusal") Words(agency.Refusal);
        else if (FieldPatterns.OfFree(name) is { } free)
        {
            fields.Add($"field{fields.Count}");
            Value($"(?<{fields[^1]}>{free})");
        }
        else Value(FieldPatterns.Of(name));
    }

    private void Words(string words)
    {
        pattern.Append(Regex.Escape(ForgivingText.Of(words)));
        shown.Append(words);
    }

    private void Value(string value)
    {
        pattern.Append(value);
        shown.Append(Hole);
    }
}
