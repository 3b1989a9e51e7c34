namespace CampaignEngine.Text;

public enum SmsEncoding { GSM7, UCS2 }

/// <summary>What a text costs on the air.</summary>
/// <param name="Units">Septets (GSM-7, extension characters count two) or UTF-16 units (UCS-2).</param>
/// <param name="Parts">What a carrier bills; 0 for an empty text.</param>
public readonly record struct SmsSize(SmsEncoding Encoding, int Units, int Parts);
