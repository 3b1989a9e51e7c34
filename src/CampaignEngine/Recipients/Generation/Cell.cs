namespace CampaignEngine.Recipients.Generation;

/// <summary>How Vietnamese files write a value.</summary>
internal static class Cell
{
    public const string Yes = "x";

    public static string Day(DateOnly day) => $"{day.Day:D2}/{day.Month:D2}/{day.Year}";

    public static string Month(DateOnly day) => $"{day.Month:D2}/{day.Year}";

    public static string Word(CodeSet codes, string value) => codes.Find(value)!.Vi;
}
