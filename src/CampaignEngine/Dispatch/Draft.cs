using CampaignEngine.Campaigns;
using CampaignEngine.Channels;
using CampaignEngine.Messages;
using CampaignEngine.Templates;

namespace CampaignEngine.Dispatch;

/// <summary>
/// One person's text, or the fault because of which there is none. Either becomes a message row, so that every person targeted is accounted for.
/// </summary>
/// <param name="Fault">Stable code; the message is skipped with it.</param>
internal sealed record Draft(RenderMember Member, PlannedChannel Channel, string? Address, LanguageChoice Language, long? TemplateId, Rendered? Text, string? Fault)
{
    public const string PersonGone = "person-gone";
    public const string NoAddress = "no-address";
    public const string TooManyParts = "too-many-parts";

    public NewMessage ToMessage(LaunchedRun run, MessageReference reference) => new(
        reference, Member.RecipientId, Channel.Channel, Address ?? "", Member.NumberKey ?? [], run.Plan.Class.ToString(), TemplateId,
        Language.Tag, Language.FallbackFrom, (Text?.Size.Encoding ?? default).ToString(), Text?.Size.Parts ?? 0, run.ExpiresAt, Text?.Body ?? "");
}
