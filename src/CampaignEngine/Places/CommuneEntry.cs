using System.Text;
using CampaignEngine.Files;

namespace CampaignEngine.Places;

/// <summary>One row of a list of communes.</summary>
internal sealed record CommuneEntry(string Code, string ProvinceCode, string Name, string FullName, string Kind)
{
    private static readonly (string Prefix, string Kind)[] Kinds =
        [("Phường", PlaceKind.Ward), ("Xã", PlaceKind.Commune), ("Đặc khu", PlaceKind.SpecialZone)];

    /// <summary>The official list writes one name with the kind in front ("Phường Ba Đình"); others have both names and the kind apart.</summary>
    public static CommuneEntry? Read(TableReader table, PlaceColumns columns, out string wrongColumn)
    {
        var code = Digits(table, columns.Code, 5);
        var province = Digits(table, columns.ProvinceCode, 2);
        var name = Text(table, columns.Name);
        var fullName = Text(table, columns.FullName) is { Length: > 0 } full ? full : name;
        var (prefix, kind) = KindOf(Text(table, columns.Kind), fullName);
        if (name.Length == 0) name = fullName;
        if (prefix.Length > 0 && name.StartsWith(prefix + " ", StringComparison.OrdinalIgnoreCase)) name = name[(prefix.Length + 1)..].Trim();
        wrongColumn = code is null ? "code" : province is null ? "province_code" : name.Length == 0 ? "name" : kind is null ? "kind" : "";
        return wrongColumn.Length > 0 ? null : new CommuneEntry(code!, province!, name, fullName, kind!);
    }

    private static (string Prefix, string? Kind) KindOf(string cell, string fullName)
    {
        foreach (var (prefix, kind) in Kinds)
            if (cell.Length > 0 ? TextKey.Of(cell) == TextKey.Of(prefix) || TextKey.Of(cell) == TextKey.Of(kind) : fullName.StartsWith(prefix + " ", StringComparison.OrdinalIgnoreCase))
                return (prefix, kind);
        return ("", null);
    }

    private static string Text(TableReader table, int column) =>
        column < 0 ? "" : table.Text(column).ToString().Normalize(NormalizationForm.FormC);

    /// <summary>A code that a spreadsheet took for a number is padded: the column says how long it was.</summary>
    private static string? Digits(TableReader table, int column, int length)
    {
        var text = Text(table, column);
        if (table.Kind(column) == CellKind.Number) text = text.PadLeft(length, '0');
        return text.Length == length && text.All(char.IsAsciiDigit) ? text : null;
    }
}
