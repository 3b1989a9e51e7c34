using Scriban.Parsing;
using Scriban.Syntax;

namespace CampaignEngine.Templates;

/// <summary>A fault that a template of ours can meet, in words of ours: Scriban's own may quote a person's values.</summary>
internal sealed class TextException(string code, SourceSpan place, string words) : ScriptRuntimeException(place, words)
{
    public string Code => code;
}
