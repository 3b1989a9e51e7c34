using CampaignEngine.Consent;
using CampaignEngine.Text;

namespace CampaignEngine.Templates;

/// <summary>
/// How long the operators let an unaccented text be: characters of one part, of two and so on. Advertising is shorter, because they
/// count their label and the way to refuse with it. Practice, not law, hence a setting.
/// </summary>
public sealed record OperatorLimits(IReadOnlyList<int> Care, IReadOnlyList<int> Advertising)
{
    public static OperatorLimits Of(TemplateOptions options) => new(Read(options.CareLimits), Read(options.AdvertisingLimits));

    /// <summary>Parts as the operators count them; null where they refuse the text for its length.</summary>
    public int? Parts(MessageClass messageClass, SmsSize size)
    {
        var limits = messageClass == MessageClass.Promotion ? Advertising : Care;
        if (size.Encoding != SmsEncoding.GSM7) return size.Parts <= limits.Count ? size.Parts : null;
        for (var part = 0; part < limits.Count; part++)
            if (size.Units <= limits[part]) return Math.Max(part + 1, size.Parts);
        return null;
    }

    private static int[] Read(string limits) => [.. limits.Split(',').Select(int.Parse)];
}
