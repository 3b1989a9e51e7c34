using System.Text;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Storage;

namespace CampaignEngine.Benchmarks.Harness;

/// <param name="Path">With its query.</param>
internal sealed record Callback(string Path, byte[] Body, string Signature);

/// <summary>Status callbacks as the provider sends them, signed beforehand: delivered, one a message of a run.</summary>
internal static class Callbacks
{
    /// <summary>The address a proxy would show to the provider, which signs it.</summary>
    public const string PublicAddress = "http://127.0.0.1:9";

    public static IReadOnlyList<Callback> Of(BenchDatabase database, int run, int count)
    {
        var key = database.Get<EngineSecrets>().WebhookKey;
        return [.. Enumerable.Range(1, count).AsParallel().AsOrdered().Select(no => Of(new MessageReference(run, no), key))];
    }

    private static Callback Of(MessageReference reference, byte[] key)
    {
        var path = $"{TwilioChannel.StatusPath}?m={reference}&h={CallbackTag.Of(key, TwilioChannel.Name, reference)}";
        var to = $"+8490{reference.MessageNo:D7}";
        var sid = $"SM{reference.MessageNo:x32}";
        KeyValuePair<string, string>[] fields =
        [
            new("MessageStatus", "delivered"), new("SmsStatus", "delivered"), new("To", to), new("From", "BHXHVN"), new("MessageSid", sid), new("SmsSid", sid),
            new("AccountSid", BenchSimulator.AccountSid), new("ApiVersion", "2010-04-01"),
        ];
        var body = string.Join('&', fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}"));
        return new Callback(path, Encoding.ASCII.GetBytes(body), TwilioSignature.Compute(BenchSimulator.AuthToken, PublicAddress + path, fields));
    }
}
