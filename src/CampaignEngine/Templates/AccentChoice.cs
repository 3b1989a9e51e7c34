namespace CampaignEngine.Templates;

/// <summary>
/// Accents kept (UCS-2, 70 units a part) or stripped (GSM-7, 160). A costed choice that a person makes per template; Vietnamese only,
/// since stripping destroys other scripts.
/// </summary>
public enum AccentChoice { Keep, Strip }
