using System.Text.Json;

namespace CampaignEngine.Channels.Twilio;

/// <summary>What we use of Twilio's answer to a send: <c>sid</c> and <c>num_segments</c> of a message, <c>code</c> of an error.</summary>
internal readonly record struct TwilioAnswer(string? Sid, int? Parts, int? Code)
{
    /// <summary>False where the body is not the JSON object it should be.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out TwilioAnswer answer)
    {
        answer = default;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("sid")) answer = answer with { Sid = Text(ref reader) };
                // A string; "0" while a messaging service has not chosen its sender yet.
                else if (reader.ValueTextEquals("num_segments")) answer = answer with { Parts = int.TryParse(Text(ref reader), out var parts) && parts > 0 ? parts : null };
                else if (reader.ValueTextEquals("code")) answer = answer with { Code = Number(ref reader) };
                else reader.Skip();
            }
            return reader.TokenType == JsonTokenType.EndObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>SM or MM and 32 hexadecimal digits.</summary>
    public bool HasMessage => Sid is ['S' or 'M', 'M', .. { Length: 32 } rest] && rest.All(char.IsAsciiHexDigit);

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }

    private static int? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number)) return number;
        reader.Skip();
        return null;
    }
}
