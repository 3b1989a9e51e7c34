using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace CampaignEngine.Templates;

/// <summary>
/// One function a template may call; nothing in, nothing out. Scriban calls a delegate through reflection, which costs more than all
/// the rest of a message.
/// </summary>
/// <param name="takes">What it takes, for the fault.</param>
/// <param name="format">Null where the value is of another kind.</param>
internal sealed class Formatter(string takes, Func<object, string?> format) : IScriptCustomFunction
{
    private static readonly ScriptParameterInfo Value = new(typeof(object), "value");

    public int RequiredParameterCount => 1;

    public int ParameterCount => 1;

    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.None;

    public Type ReturnType => typeof(string);

    public ScriptParameterInfo GetParameterInfo(int index) => Value;

    public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        arguments is not [var value] ? throw Fault(callerContext)
        : value is null ? null
        : format(value) ?? throw Fault(callerContext);

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        ValueTask.FromResult(Invoke(context, callerContext, arguments, blockStatement));

    private TextException Fault(ScriptNode? caller) => new("template-error", caller?.Span ?? default, $"the formatter takes {takes}, and nothing else");
}
