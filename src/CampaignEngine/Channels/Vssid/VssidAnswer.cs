using System.Net;
using System.Text.Json;

namespace CampaignEngine.Channels.Vssid;

/// <summary>The answer for a batch: one word a notice, by its id.</summary>
internal static class VssidAnswer
{
    /// <summary>Null where the body is no such answer, is of another version, or says two things of one notice: nothing of it is believed.</summary>
    public static Dictionary<string, string>? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var results = new Dictionary<string, string>(StringComparer.Ordinal);
            if (document.RootElement.GetProperty("version").GetInt32() != VssidChannel.Version) return null;
            foreach (var result in document.RootElement.GetProperty("results").EnumerateArray())
                if (!results.TryAdd(result.GetProperty("id").GetString()!, result.GetProperty("result").GetString()!)) return null;
            return results;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentNullException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What the call as a whole came to; where it was answered for, <see cref="VssidWords"/>.</summary>
    public static SendOutcome OfCall(HttpStatusCode status, byte[] body, TimeSpan? asked)
    {
        if ((int)status == 429) return new Throttled(RetryAfter.Of(asked), "429");
        // Signature or address: no notice was looked at.
        if ((int)status is 401 or 403 or 404 or 405) return new Rejected(RejectionKind.Configuration, $"http-{(int)status}");
        // The form as a whole was not understood, and nothing was taken.
        if ((int)status is 400 or 413 or 422) return new Rejected(RejectionKind.Content, $"http-{(int)status}");
        if (status != HttpStatusCode.OK) return new InDoubt($"http-{(int)status}");
        return TryRead(body) is { } words ? new VssidWords(words, asked) : new InDoubt("malformed-answer");
    }

    /// <summary>Of one notice of a batch that was answered for.</summary>
    public static SendOutcome OfNotice(string id, VssidWords answer)
    {
        if (!answer.Words.TryGetValue(id, out var word)) return new InDoubt("no-result");
        if (word is VssidErrors.Taken or VssidErrors.Known) return new Accepted(id);
        // A word that is not known says nothing about whether it was shown.
        return VssidErrors.All.TryFind(word, out var error) ? error.ToOutcome(RetryAfter.Of(answer.Asked)) : new InDoubt($"unknown-{word}");
    }
}

/// <summary>A whole answer for a batch, which the channel takes apart.</summary>
internal sealed record VssidWords(IReadOnlyDictionary<string, string> Words, TimeSpan? Asked) : SendOutcome;
