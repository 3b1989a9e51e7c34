namespace CampaignEngine.Recipients;

/// <summary>The checked row in hand. One object serves the whole file: a million of them would be a million to collect.</summary>
internal sealed class StagedPerson
{
    public int RowNumber;

    /// <summary>A row above may be about the same person (<see cref="SeenBefore"/>).</summary>
    public bool Again;
    public DateOnly AsOf;
    public string? PersonalNumber;
    public string? InsuranceNumber;
    public string FullName = "";
    public string NameKey = "";
    public DateOnly? BirthDate;
    public int? BirthYear;
    public string? Sex;
    public string? EthnicCode;
    public string? Language;
    public string? ProvinceCode;
    public string? CommuneCode;
    public string? Phone;
    public byte[]? NumberKey;
    public string? PhoneHolder;
    public string? ZaloId;
    public bool? UsesVssid;
    public string? Email;
    public string? Occupation;
    public string[]? Groups;
    public string? SupportCategory;
    public string? SchemeStatus;
    public long? Income;
    public string? PaymentMethod;
    public DateOnly? PaidThrough;
    public string? CollectionPoint;
    public string? Agent;
    public string? Household;
    public string? BusinessOwner;
    public bool? ForeignNational;
    public int? MonthsSupported;
    public DateOnly? DiedOn;
    public bool? Invented;
    public bool? ConsentSms;
    public bool? ConsentZalo;
    public DateOnly? ConsentOn;
    public string? ConsentWording;
    public string? ConsentProof;
}
