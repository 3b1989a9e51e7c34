using CampaignEngine.Channels.Vssid;
using CampaignEngine.Text;

namespace CampaignEngine.Templates;

/// <summary>A notice of the app: its first line is the title. It counts as one part, whatever its length.</summary>
internal sealed class NoticeText : ITextForm
{
    public static readonly NoticeText Form = new();

    public RenderResult Finish(string rendered)
    {
        var body = SmsText.Normalise(rendered).Trim();
        return VssidText.TryRead(body) is null
            ? new RenderFault("not-a-notice", $"the first line is a title of at most {VssidText.LongestTitle} characters, then come at most {VssidText.LongestBody}")
            : new Rendered(body, new SmsSize(SmsEncoding.UCS2, body.Length, 1));
    }
}
