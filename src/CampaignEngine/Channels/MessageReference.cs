using System.Globalization;

namespace CampaignEngine.Channels;

/// <summary>
/// Our id as it travels to providers and comes back in receipts: "run-number" in decimal, at most 21 characters of the
/// base64url alphabet, so that it fits every provider's field (tracking_id ≤ 48, RequestId ≤ 50).
/// </summary>
public readonly record struct MessageReference(int RunId, int MessageNo)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RunId}-{MessageNo}");

    public static bool TryParse(ReadOnlySpan<char> text, out MessageReference reference)
    {
        reference = default;
        var dash = text.IndexOf('-');
        if (dash <= 0
            || !int.TryParse(text[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            || !int.TryParse(text[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        reference = new MessageReference(run, number);
        return run > 0 && number > 0;
    }
}
