using CampaignEngine.Scheme;
using CampaignEngine.Templates;

namespace CampaignEngine.Tests.Templates;

internal static class Merge
{
    public static readonly MergeSettings Settings = MergeSettings.For(new TemplateOptions(), SchemeParameters.Shipped(), new DateOnly(2026, 5, 5));

    public static RenderResult Render(string body, PersonFields? person = null, string language = "vi", AccentChoice accents = AccentChoice.Keep) =>
        new MessageRenderer(Settings).Render(Version(body, language), person ?? SamplePerson.Fields, accents);

    public static TemplateVersion Version(string body, string language = "vi", long id = 1) =>
        new(id, "test", "sms", language, 1, "PolicyInfo", [1], [], body, true);
}
