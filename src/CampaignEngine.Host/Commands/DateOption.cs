using System.CommandLine;
using System.Globalization;

namespace CampaignEngine.Host.Commands;

/// <summary>A day on the command line, written one way only: 05/04 is April here and May elsewhere.</summary>
internal static class DateOption
{
    public static Option<DateOnly?> Create(string name, string description, bool required = false) => new(name)
    {
        Description = description,
        Required = required,
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            result.AddError($"{name}: ngày viết dạng yyyy-MM-dd / a date is written yyyy-MM-dd");
            return null;
        },
    };
}
