namespace CampaignEngine.Templates;

/// <summary>An invented person for previews without one.</summary>
public static class SamplePerson
{
    public static readonly PersonFields Fields = new()
    {
        Name = "Nguyễn Thị Mẫu",
        Sex = "female",
        BirthYear = 1985,
        Province = "Nghệ An",
        Commune = "Xã Mẫu",
        CollectionPoint = "Bưu điện xã Mẫu",
        Agent = "Trần Văn Mẫu",
        InsuranceNumber = "4000000000",
        PaymentMethod = "three_monthly",
        PaidThrough = new DateOnly(2026, 5, 1),
    };
}
