namespace CampaignEngine.Recipients;

/// <summary>Why a cell is not a phone number that a message can be sent to.</summary>
public enum PhoneFault
{
    None,

    /// <summary>Something else than ASCII digits, spaces, dots, hyphens, parentheses and a leading plus: the letter O, two numbers in one cell.</summary>
    Characters,

    /// <summary>Too few or too many digits, or an 11-digit form that never was a mobile number.</summary>
    Length,

    /// <summary>A short code or a service line (8079, 1900…, 1800…): not a subscriber's number.</summary>
    ShortCode,

    /// <summary>A fixed line.</summary>
    NotMobile,

    /// <summary>The right shape, but a prefix nobody holds; or a foreign number that cannot exist.</summary>
    Unassigned,
}
