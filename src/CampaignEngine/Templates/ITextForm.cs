namespace CampaignEngine.Templates;

/// <summary>A medium's own form of a text, in the place of plain words measured in parts.</summary>
internal interface ITextForm
{
    RenderResult Finish(string rendered);
}
