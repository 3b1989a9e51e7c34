using System.Globalization;
using System.Text.Json;

namespace CampaignEngine.Channels.Esms;

/// <summary>What we use of eSMS's answers: to a send <c>CodeResult</c> and <c>SMSID</c>, to a question <c>CodeResponse</c> and the counts or the balance.</summary>
internal sealed record EsmsAnswer(string Code, string? SmsId, int? Status, int Succeeded, int Failed, decimal? Balance)
{
    /// <summary>Null where the body is no such object.</summary>
    public static EsmsAnswer? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || (Text(root, "CodeResult") ?? Text(root, "CodeResponse")) is not { } code) return null;
            return new EsmsAnswer(code, Text(root, "SMSID"), Number(root, "SendStatus"), Number(root, "SendSuccess") ?? 0, Number(root, "SendFailed") ?? 0,
                decimal.TryParse(Text(root, "Balance"), NumberStyles.Number, CultureInfo.InvariantCulture, out var balance) ? balance : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Numbers and texts change places in eSMS's answers.
    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    } : null;

    private static int? Number(JsonElement root, string name) => int.TryParse(Text(root, name), out var number) ? number : null;
}
