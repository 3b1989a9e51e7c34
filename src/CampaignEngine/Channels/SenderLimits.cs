namespace CampaignEngine.Channels;

/// <summary>What a sender costs and how many messages it takes, as the installation's contract with the provider says.</summary>
/// <param name="DongPerPart">Price of one part in đồng, taxes included; null: not known, so no campaign with a budget may use the sender.</param>
/// <param name="MessagesPerDay">Null: no quota.</param>
/// <param name="MessagesPerMonth">Null: no quota.</param>
/// <param name="QuotaZone">Where the provider's day and month begin at midnight (IANA name); empty: Vietnam.</param>
/// <param name="PartsPerSecond">Over all workers together; null: as Dispatch:PartsPerSecond.</param>
public sealed record SenderLimits(int? DongPerPart = null, int? MessagesPerDay = null, int? MessagesPerMonth = null, string QuotaZone = "", int? PartsPerSecond = null)
{
    public static readonly SenderLimits None = new();

    public bool HasQuota => MessagesPerDay is not null || MessagesPerMonth is not null;
}
