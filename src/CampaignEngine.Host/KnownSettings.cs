using System.Reflection;
using CampaignEngine.Alerts;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Esms;
using CampaignEngine.Channels.Facebook;
using CampaignEngine.Channels.Kannel;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Channels.Vssid;
using CampaignEngine.Channels.YouTube;
using CampaignEngine.Channels.Zalo;
using CampaignEngine.Consent;
using CampaignEngine.Dispatch;
using CampaignEngine.Intake;
using CampaignEngine.Links;
using CampaignEngine.Media;
using CampaignEngine.Host.Web;
using CampaignEngine.Publications;
using CampaignEngine.Storage;
using CampaignEngine.Templates;

namespace CampaignEngine.Host;

/// <summary>Every section of settings and the class it is bound to; one line a section. What is not here is refused at the start by name.</summary>
internal static class KnownSettings
{
    public static readonly IReadOnlyDictionary<string, Type> Sections = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
    {
        ["Engine"] = typeof(EngineOptions),
        ["Templates"] = typeof(TemplateOptions),
        ["Caps"] = typeof(CapOptions),
        ["Dispatch"] = typeof(DispatchOptions),
        ["Settle"] = typeof(SettleOptions),
        ["Web"] = typeof(WebOptions),
        ["Webhooks"] = typeof(WebhookOptions),
        ["Twilio"] = typeof(TwilioOptions),
        ["Esms"] = typeof(EsmsOptions),
        ["Kannel"] = typeof(KannelOptions),
        ["Zalo"] = typeof(ZaloOptions),
        ["Vssid"] = typeof(VssidOptions),
        ["Facebook"] = typeof(FacebookOptions),
        ["YouTube"] = typeof(YouTubeOptions),
        ["Media"] = typeof(MediaOptions),
        ["Publications"] = typeof(PublicationOptions),
        ["Intake"] = typeof(IntakeOptions),
        ["Alerts"] = typeof(AlertOptions),
        ["Links"] = typeof(LinksOptions),
    };

    /// <summary>Names of every setting, with ':' between the levels.</summary>
    public static IReadOnlyList<string> Names { get; } = ["ConnectionStrings:Main", .. All().Select(s => s.Name)];

    /// <summary>Every setting of our own classes with the property it is bound to.</summary>
    public static IEnumerable<(string Name, PropertyInfo Property)> All() =>
        Sections.SelectMany(s => s.Value.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)
            .Select(p => ($"{s.Key}:{p.Name}", p)));
}
