using CampaignEngine.Campaigns;
using CampaignEngine.Recipients;
using CampaignEngine.Templates;

namespace CampaignEngine.Dispatch;

/// <summary>The pinned texts of one channel of a run by language, and the rules by which a person gets one.</summary>
internal sealed class ChannelTexts(PlannedChannel channel, PlannedLimits limits, IReadOnlyList<TemplateVersion> versions, MessageRenderer renderer)
{
    private readonly Dictionary<string, TemplateVersion> byLanguage = versions.ToDictionary(v => v.Language);

    public string Channel => channel.Channel;

    public Draft Draft(RenderMember member, string? address, PersonFields? person)
    {
        var language = channel.Language == LanguagePolicy.Base
            ? new LanguageChoice(Languages.Vietnamese, null)
            : LanguageFallback.Choose(member.Language, byLanguage.Keys);
        var version = byLanguage[language.Tag];
        if (person is null) return Faulty(Dispatch.Draft.PersonGone);
        if (address is null) return Faulty(Dispatch.Draft.NoAddress);

        // Stripping destroys every script but Vietnamese; it is the Vietnamese text's choice only.
        var accents = channel.StripAccents && version.Language == Languages.Vietnamese ? AccentChoice.Strip : AccentChoice.Keep;
        return renderer.Render(version, person, accents) switch
        {
            Rendered text when text.Size.Parts > limits.MaxParts => Faulty(Dispatch.Draft.TooManyParts),
            Rendered text => new Draft(member, channel, address, language, version.TemplateId, text, Fault: null),
            RenderFault fault => Faulty(fault.Code),
            var other => throw new InvalidOperationException($"unknown result {other.GetType().Name}"),
        };

        Draft Faulty(string code) => new(member, channel, address, language, version.TemplateId, Text: null, code);
    }
}
