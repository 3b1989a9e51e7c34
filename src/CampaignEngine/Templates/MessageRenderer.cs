using CampaignEngine.Consent;
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

    private readonly Dictionary<long, (ParsedTemplate Text, ITextForm? Form)> parsed = [];
    private readonly MergeModel model;
    private readonly MergeSettings settings;
    private TextContext context;

    public MessageRenderer(MergeSettings settings)
    {
        this.settings = settings;
        model = new MergeModel(settings);
        context = new TextContext(model.Fields, MaxLength);
    }

    /// <param name="accents">Strip touches Vietnamese only: it would destroy the scripts of other languages.</param>
    public RenderResult Render(TemplateVersion template, PersonFields person, AccentChoice accents)
    {
        var (text, form) = Parsed(template);
        // The lint stands before the import; asked again here because a row is only as good as what wrote it.
        return text.Faults is [var fault, ..]
            ? new RenderFault("template-error", $"line {fault.Line}: {fault.En}")
            : Render(text.Template, template.Language, person, accents, form);
    }

    /// <param name="form">The medium's own; null: words, measured in parts.</param>
    internal RenderResult Render(Template template, string language, PersonFields person, AccentChoice accents, ITextForm? form = null)
    {
        if (template.HasErrors) return new RenderFault("template-error", template.Messages[0].Message);
        if (model.Fill(person) is { } poisoned) return new RenderFault("link-in-field", poisoned);
        string raw;
        try
        {
            raw = template.Render(context);
        }
        catch (ScriptRuntimeException error)
        {
            // A context left in the middle of a text keeps its output and its scopes; the next person gets a new one.
            context = new TextContext(model.Fields, MaxLength);
            var ours = error as TextException;
            return new RenderFault(ours?.Code ?? "template-error", $"line {error.Span.Start.Line + 1}: {ours?.OriginalMessage ?? "it cannot be worked out"}");
        }
        if (raw.Length > MaxLength) return new RenderFault("too-long", $"over {MaxLength} characters");
        return form?.Finish(raw) ?? Finish(raw, language, accents);
    }

    private RenderResult Finish(string raw, string language, AccentChoice accents)
    {
        var body = SmsText.Normalise(raw).Trim();
        if (accents == AccentChoice.Strip && language == Languages.Vietnamese) body = VietnameseText.StripAccents(body);
        var size = SmsText.Measure(body);
        if (size.Parts == 0) return new RenderFault("empty", "the text is empty");
        return size.Parts > settings.MaxParts
            ? new RenderFault("too-long", $"{size.Parts} parts, at most {settings.MaxParts}")
            : new Rendered(body, size);
    }

    private (ParsedTemplate Text, ITextForm? Form) Parsed(TemplateVersion version)
    {
        if (!parsed.TryGetValue(version.TemplateId, out var template)) parsed[version.TemplateId] = template = (ParsedTemplate.Parse(version.Body), FormOf(version));
        return template;
    }

    private static ITextForm? FormOf(TemplateVersion version) => version.ProviderTemplate is { } provider
        ? ParameterText.Of(version.Body, provider, version.ProviderRules is { } rules ? ParameterRules.Read(rules) : null)
        : version.Channel == ChannelAddress.Vssid ? NoticeText.Form : null;
}
