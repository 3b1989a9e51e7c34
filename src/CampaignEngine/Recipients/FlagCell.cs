using CampaignEngine.Files;

namespace CampaignEngine.Recipients;

internal static class FlagCell
{
    public static bool? Parse(ReadOnlySpan<char> cell)
    {
        if (cell.Length == 1)
            switch (cell[0])
            {
                case '1' or 'x' or 'X' or 'y' or 'Y': return true;
                case '0' or 'n' or 'N': return false;
            }
        if (cell is "có") return true;
        return TextKey.Of(cell) switch
        {
            "co" or "yes" or "true" or "dung" or "dong y" => true,
            "khong" or "no" or "false" or "sai" or "khong dong y" or "tu choi" => false,
            _ => null,
        };
    }
}
