using CampaignEngine.Files;

namespace CampaignEngine.Places;

/// <summary>Where the columns of a list of communes are; -1 where it has none.</summary>
internal sealed record PlaceColumns(int Code, int Name, int FullName, int Kind, int ProvinceCode)
{
    private static readonly string[] Codes = ["code", "Mã", "Mã xã", "Mã phường xã", "Mã đơn vị hành chính", "commune code"];
    private static readonly string[] Names = ["name", "Tên", "Tên xã", "Tên đơn vị hành chính"];
    private static readonly string[] FullNames = ["full_name", "Tên đầy đủ"];
    private static readonly string[] Kinds = ["kind", "Cấp", "Loại", "Loại hình"];
    private static readonly string[] ProvinceCodes = ["province_code", "Mã tỉnh", "Mã TP", "Mã tỉnh/thành phố"];

    /// <summary>Accents and case are forgiven; a list without codes, names or provinces is refused.</summary>
    public static PlaceColumns Of(string path, IReadOnlyList<string> header)
    {
        var columns = new HeaderColumns(path, header);
        var found = new PlaceColumns(columns.Need(Codes), columns.Find(Names), columns.Find(FullNames), columns.Find(Kinds), columns.Need(ProvinceCodes));
        if (found.Name < 0 && found.FullName < 0) columns.Miss(Names);
        columns.Check();
        return found;
    }
}
