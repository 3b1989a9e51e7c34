using CampaignEngine.Text;

namespace CampaignEngine.Templates;

/// <summary>A text, or why there is none.</summary>
public abstract record RenderResult;

/// <summary>Normalised, with accents as chosen: what is stored and sent.</summary>
public sealed record Rendered(string Body, SmsSize Size) : RenderResult;

/// <param name="Code">missing-field, link-in-field, too-long, empty, template-error; of parameters: not-a-parameter, parameter-missing, -too-long, -too-short, -type.</param>
/// <param name="Words">For the log and the message's reason; never holds the person's values.</param>
public sealed record RenderFault(string Code, string Words) : RenderResult;
