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
        var keys = header.Select(h => TextKey.Of(h)).ToList();
        var columns = new PlaceColumns(Find(keys, Codes), Find(keys, Names), Find(keys, FullNames), Find(keys, Kinds), Find(keys, ProvinceCodes));
        var missing = new List<Problem>();
        if (columns.Code < 0) missing.Add(Missing(path, Codes));
        if (columns.Name < 0 && columns.FullName < 0) missing.Add(Missing(path, Names));
        if (columns.ProvinceCode < 0) missing.Add(Missing(path, ProvinceCodes));
        return missing.Count == 0 ? columns : throw new RefusedException(missing);
    }

    private static int Find(List<string> keys, string[] spellings) => keys.FindIndex(k => spellings.Any(s => TextKey.Of(s) == k));

    private static Problem Missing(string path, string[] spellings) => new("missing-column", path,
        $"Thiếu cột '{spellings[1]}' ({spellings[0]}).", $"The column '{spellings[0]}' ({spellings[1]}) is missing.");
}
