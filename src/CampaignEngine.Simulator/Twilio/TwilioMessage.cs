using System.Globalization;

namespace CampaignEngine.Simulator.Twilio;

/// <summary>A message as Twilio shows it; the text is not kept and therefore null.</summary>
internal static class TwilioMessage
{
    public static string Json(TakenMessage message, string account)
    {
        var date = $"\"{DateTimeOffset.FromUnixTimeSeconds(message.At).UtcDateTime.ToString("R", CultureInfo.InvariantCulture)}\"";
        // A queued message has no date_sent yet.
        var sent = message.State == MessageState.Queued ? "null" : date;
        var code = message.State switch { MessageState.Undelivered => "30003", MessageState.Failed => "30008", _ => "null" };
        return $$"""
            {"sid":"{{message.Sid}}","account_sid":"{{account}}","to":"+{{message.To}}","body":null,"status":"{{message.State.ToString().ToLowerInvariant()}}","num_segments":"{{message.Parts}}","date_created":{{date}},"date_sent":{{sent}},"error_code":{{code}},"price":null,"uri":"/2010-04-01/Accounts/{{account}}/Messages/{{message.Sid}}.json"}
            """;
    }

    public static string ErrorJson(int status, int code, string words) =>
        $$"""{"code":{{code}},"message":"{{words}}","more_info":"https://www.twilio.com/docs/errors/{{code}}","status":{{status}}}""";
}
