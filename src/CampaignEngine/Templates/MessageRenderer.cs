using System.Globalization;
using CampaignEngine.Recipients;
using CampaignEngine.Text;
using Scriban;
using Scriban.Syntax;

namespace CampaignEngine.Templates;

/// <summary>
/// Turns a template version and a person into the text that is stored and sent. One per worker: it reuses its context and model and
/// is not thread-safe. Templates are parsed once.
/// </summary>
public sealed class MessageRenderer
{
    /// <summary>Longest rendered text, UTF-16 units; far above what fits the parts a carrier takes.</summary>
    private const int MaxLength = 4000;

    private readonly Dictionary<long, Template> parsed = [];
    private readonly MergeModel model;
    private readonly TemplateContext context;
    private readonly MergeSettings settings;

    public MessageRenderer(MergeSettings settings)
    {
        this.settings = settings;
        model = new MergeModel(settings);
        context = new TemplateContext(Formatters.Create())
        {
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedTargetAccess = false,
            EnableRelaxedFunctionAccess = false,
            EnableRelaxedIndexerAccess = false,
            LoopLimit = 200,
            RecursiveLimit = 20,
            ObjectRecursionLimit = 5,
            RegexTimeOut = TimeSpan.FromMilliseconds(50),
            // Scriban cuts at the limit in silence, so the length is checked below and the limit only guards memory.
            LimitToString = MaxLength * 2,
            MemberFilter = _ => false,
        };
        context.PushCulture(CultureInfo.GetCultureInfo("vi-VN"));
        context.PushGlobal(model.Fields);
    }

    public RenderResult Render(TemplateVersion template, PersonFields person, AccentChoice accents) =>
        Render(Parsed(template), template.Language, person, accents);

    internal RenderResult Render(Template template, string language, PersonFields person, AccentChoice accents)
    {
        if (template.HasErrors) return new RenderFault("template-error", template.Messages[0].Message);
        model.Fill(person);
        string raw;
        try
        {
            raw = template.Render(context);
        }
        catch (ScriptRuntimeException error)
        {
            // The inner message may hold a value; the place and the kind do not.
            context.Reset();
            context.PushGlobal(model.Fields);
            return new RenderFault(error is ScriptAbortException ? "limit" : "template-error", $"line {error.Span.Start.Line + 1}: {error.OriginalMessage}");
        }
        if (raw.Length > MaxLength) return new RenderFault("too-long", $"over {MaxLength} characters");

        var body = SmsText.Normalise(raw).Trim();
        if (accents == AccentChoice.Strip && language == Languages.Vietnamese) body = VietnameseText.StripAccents(body);
        var size = SmsText.Measure(body);
        if (size.Parts == 0) return new RenderFault("empty", "the text is empty");
        return size.Parts > settings.MaxParts
            ? new RenderFault("too-long", $"{size.Parts} parts, at most {settings.MaxParts}")
            : new Rendered(body, size);
    }

    private Template Parsed(TemplateVersion version)
    {
        if (!parsed.TryGetValue(version.TemplateId, out var template))
            parsed[version.TemplateId] = template = ParsedTemplate.Parse(version.Body).Template;
        return template;
    }
}
