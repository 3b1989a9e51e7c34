namespace CampaignEngine.Consent;

/// <summary>
/// Chosen by a person for each campaign and template, because whether recruitment is advertising is an open question of
/// Decree 91/2020/NĐ-CP; it decides which reasons of the gate apply.
/// </summary>
public enum MessageClass
{
    /// <summary>An existing participant's own renewal.</summary>
    ServiceNotice,

    /// <summary>News and social policy.</summary>
    PolicyInfo,

    /// <summary>Recruitment taken as advertising: needs consent given before.</summary>
    Promotion,
}
