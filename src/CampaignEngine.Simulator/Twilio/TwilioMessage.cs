namespace CampaignEngine.Simulator.Twilio;

internal static class TwilioMessage
{
    public static object Of(TakenMessage message) => new
    {
        sid = message.Sid,
        status = message.Status,
        to = message.To,
        num_segments = message.Parts.ToString(),
        error_code = message.ErrorCode,
        price = (string?)null,
        date_sent = message.At.ToString("r"),
    };

    /// <summary>As the real one tells them, near enough: ASCII counts 160 a part, all else 70.</summary>
    public static int PartsOf(string body)
    {
        var (one, many) = body.All(char.IsAscii) ? (160, 153) : (70, 67);
        return body.Length <= one ? 1 : (body.Length + many - 1) / many;
    }
}
