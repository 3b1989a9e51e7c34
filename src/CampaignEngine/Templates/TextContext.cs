using System.Globalization;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace CampaignEngine.Templates;

/// <summary>Scriban's context closed down: only the formatters, strict names, small limits. A field that a person lacks cannot be written.</summary>
internal sealed class TextContext : TemplateContext
{
    public TextContext(ScriptObject fields, int maxLength) : base(Formatters.Create())
    {
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedTargetAccess = false;
        EnableRelaxedFunctionAccess = false;
        EnableRelaxedIndexerAccess = false;
        LoopLimit = 200;
        RecursiveLimit = 20;
        ObjectRecursionLimit = 5;
        RegexTimeOut = TimeSpan.FromMilliseconds(50);
        // Scriban cuts at the limit in silence, so the renderer checks the length and this only guards memory.
        LimitToString = maxLength * 2;
        MemberFilter = _ => false;
        PushCulture(CultureInfo.GetCultureInfo("vi-VN"));
        PushGlobal(fields);
    }

    /// <summary>Scriban writes nothing for a missing value: "pay by  at " would go out to a person.</summary>
    public override object? Evaluate(ScriptNode? node, bool aliasReturnedFunction) =>
        base.Evaluate(node, aliasReturnedFunction) ?? (node is ScriptExpressionStatement ? throw new TextException("missing-field", node.Span, node.ToString().Trim()) : null);
}
