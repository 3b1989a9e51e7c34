using CampaignEngine.Channels;

namespace CampaignEngine.Messages;

/// <summary>A message as it is stored, once; the text that is sent is the text that is stored.</summary>
/// <param name="RecipientId">Null only in a standing system run, which is keyed by number.</param>
/// <param name="Channel">The medium: <c>sms</c>.</param>
/// <param name="Class">The message class as stored: ServiceNotice, PolicyInfo, Promotion.</param>
/// <param name="FallbackFrom">The declared language, where another had to be used.</param>
/// <param name="Encoding">GSM7 or UCS2.</param>
/// <param name="Parts">What a carrier bills.</param>
/// <param name="ExpiresAt">Not sent after this time.</param>
public sealed record NewMessage(
    MessageReference Reference, long? RecipientId, string Channel, string Address, byte[] NumberKey, string Class, long? TemplateId,
    string Language, string? FallbackFrom, string Encoding, int Parts, DateTimeOffset ExpiresAt, string Body);
