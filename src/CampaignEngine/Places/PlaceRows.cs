namespace CampaignEngine.Places;

/// <summary>Dated rows as the tables hold them; ValidTo is the first day they no longer hold.</summary>
internal sealed record ProvinceRow(string Code, string Name, string FullName, string NameEn);

internal sealed record SuccessionRow(string OldCode, string OldName, string NewCode, DateOnly ChangedOn, bool CodeReused);

internal sealed record CommuneRow(string Code, string ProvinceCode, string Name, string FullName, DateOnly ValidFrom, DateOnly? ValidTo)
{
    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);
}
