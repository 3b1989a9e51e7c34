namespace CampaignEngine.Files;

internal static class CsvDelimiter
{
    /// <summary>Excel writes semicolons where the comma is the decimal sign, as in Vietnam. The header row tells; quoted ones do not count.</summary>
    public static char Of(ReadOnlySpan<byte> start)
    {
        int commas = 0, semicolons = 0;
        var quoted = false;
        foreach (var letter in start)
        {
            if (letter == '"') quoted = !quoted;
            if (quoted) continue;
            if (letter is (byte)'\n' or (byte)'\r') break;
            if (letter == ',') commas++;
            if (letter == ';') semicolons++;
        }
        return semicolons > commas ? ';' : ',';
    }
}
