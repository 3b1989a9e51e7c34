using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Consent;

/// <summary>Section "Caps": how many messages one number gets, over all campaigns together. Confirmations of refusals stand outside.</summary>
public sealed class CapOptions
{
    /// <summary>Messages a day, Vietnam time; the house's own rule. 0: no such cap.</summary>
    [Range(0, 100)]
    public int PerDay { get; set; } = 1;

    /// <summary>Messages a calendar month, Vietnam time; the house's own rule. 0: no such cap.</summary>
    [Range(0, 1000)]
    public int PerMonth { get; set; } = 4;

    /// <summary>Advertising messages within any 24 hours. Decree 91/2020/NĐ-CP allows three; fewer may be set, more may not.</summary>
    [Range(1, 3)]
    public int AdvertisingPer24Hours { get; set; } = 3;

    /// <summary>Whether the day's and the month's cap hold for and count people's own notices (ServiceNotice) too.</summary>
    public bool ServiceNotices { get; set; } = true;
}
