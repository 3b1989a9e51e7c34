namespace CampaignEngine.Recipients.Generation;

/// <summary>What real files have wrong.</summary>
internal enum InventedFault
{
    None,
    NameMissing,
    PhoneWithLetter,
    PhoneTooShort,
    PhoneOfNobody,
    TwoPhonesInOneCell,
    ImpossibleDate,
    ImpossibleMonth,
    AmbiguousProvince,
    LostZero,
    UnknownCode,
    AmountInWords,

    /// <summary>The same person twice in the file.</summary>
    PersonAgain,

    /// <summary>Another person of the same name on the same phone.</summary>
    Namesake,
}
