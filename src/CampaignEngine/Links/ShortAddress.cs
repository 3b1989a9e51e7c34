using CampaignEngine.Channels;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Links;

/// <summary>The public address of a code.</summary>
public sealed class ShortAddress(AddressRules rules, IOptions<LinksOptions> links, IOptions<WebhookOptions> webhooks)
{
    private string Base => (links.Value.BaseUrl.Length > 0 ? links.Value.BaseUrl : webhooks.Value.PublicBaseUrl).TrimEnd('/');

    public string Of(string code) => $"{Base}/{code}";

    /// <summary>A text message shows the short address, so that too must be the agency's. Null: it is, or none is set yet.</summary>
    internal Problem? Fault() => Base.Length > 0 && rules.Fault(Base, LinkMedium.Sms) is { } fault
        ? fault with { Where = "Links:BaseUrl" }
        : null;
}
