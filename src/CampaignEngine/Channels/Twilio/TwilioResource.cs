using System.Globalization;
using System.Text.Json;

namespace CampaignEngine.Channels.Twilio;

/// <summary>A message as Twilio shows it, as far as a look-up needs it.</summary>
/// <param name="Body">Null where the account has its texts redacted.</param>
internal sealed record TwilioResource(string Sid, string To, string? Body, string Status, string? Code, DateTimeOffset CreatedAt)
{
    /// <summary>One message, or a page of them; null where the answer is neither.</summary>
    public static IReadOnlyList<TwilioResource>? TryRead(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            return root.TryGetProperty("messages", out var page) ? [.. page.EnumerateArray().Select(Of)] : [Of(root)];
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    public Receipt ToReceipt(MessageReference reference) => TwilioReceipts.Of(reference, Sid, Status, Code);

    /// <summary>
    /// By letters and digits alone: a messaging service with smart encoding writes other quotes, dashes and spaces than it was given, and a
    /// message that is not recognised would be sent twice. A redacted text may be any.
    /// </summary>
    public bool Reads(string text) => string.IsNullOrEmpty(Body) || Letters(Body) == Letters(text);

    /// <summary>Something stands before or after it, as the words that a trial account adds: it may be this one or another.</summary>
    public bool Contains(string text) => Body is not null && Letters(Body).Contains(Letters(text), StringComparison.Ordinal);

    private static string Letters(string text) => string.Concat(text.Normalize().Where(char.IsLetterOrDigit));

    private static TwilioResource Of(JsonElement message) => new(
        Text(message, "sid") ?? throw new FormatException(), Text(message, "to") ?? throw new FormatException(), Text(message, "body"),
        Text(message, "status") ?? throw new FormatException(),
        message.TryGetProperty("error_code", out var code) && code.ValueKind == JsonValueKind.Number && code.GetInt32() is not 0 and var number ? number.ToString(CultureInfo.InvariantCulture) : null,
        // RFC 2822, always in UTC: "Thu, 24 Aug 2023 05:01:45 +0000".
        DateTimeOffset.Parse(Text(message, "date_created") ?? throw new FormatException(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
