namespace CampaignEngine.Channels;

/// <summary>
/// Also implemented by a channel whose provider processes outside Vietnam. In live mode it sends nothing until the dossier of the
/// transfer abroad is recorded (Law 91/2025/QH15).
/// </summary>
public interface IForeignRoute
{
    /// <summary>The dossier's number as recorded in the settings; null or empty where there is none.</summary>
    string? TransferDossier { get; }
}
