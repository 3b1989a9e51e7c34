using System.Globalization;

namespace CampaignEngine.Calendar;

/// <summary>A moment as people write it into tables, in Vietnam's time.</summary>
public static class VietnamMoment
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy HH:mm:ss", "d/M/yyyy H:mm", "HH:mm dd/MM/yyyy"];

    /// <param name="moment">UTC.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset moment)
    {
        var known = DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        moment = known ? VietnamTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)).ToUniversalTime() : default;
        return known;
    }
}
