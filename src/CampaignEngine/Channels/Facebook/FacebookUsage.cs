using System.Net.Http.Headers;
using System.Text.Json;

namespace CampaignEngine.Channels.Facebook;

/// <summary>
/// How much of its hour's calls the app has used, as the answers' headers say (X-App-Usage, X-Business-Use-Case-Usage): from 90 % on nothing is
/// published for a while. Each process listens for itself; the headers tell of all of them.
/// </summary>
internal sealed class FacebookUsage(TimeProvider clock)
{
    public const int Stop = 90;

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);
    private static readonly string[] Names = ["X-App-Usage", "X-Business-Use-Case-Usage"];

    private Reading last = new(0, default);

    public int Percent => last.Percent;

    /// <summary>Null: calls may be made.</summary>
    public DateTimeOffset? RestsUntil() => last is { Percent: >= Stop } reading && reading.At + Rest > clock.GetUtcNow() ? reading.At + Rest : null;

    public void Note(HttpResponseHeaders headers)
    {
        var most = Names.SelectMany(name => headers.TryGetValues(name, out var values) ? values : []).Select(Most).DefaultIfEmpty(-1).Max();
        if (most >= 0) last = new Reading(most, clock.GetUtcNow());
    }

    /// <summary>The largest percentage anywhere in it: call_count, total_time, total_cputime, one below the other.</summary>
    private static int Most(string header)
    {
        try
        {
            using var document = JsonDocument.Parse(header);
            return Most(document.RootElement);
        }
        catch (JsonException)
        {
            return -1;
        }
    }

    private static int Most(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Where(p => p.Name != "estimated_time_to_regain_access").Select(p => Most(p.Value)).DefaultIfEmpty(-1).Max(),
        JsonValueKind.Array => element.EnumerateArray().Select(Most).DefaultIfEmpty(-1).Max(),
        JsonValueKind.Number => element.TryGetInt32(out var percent) ? percent : -1,
        _ => -1,
    };

    private sealed record Reading(int Percent, DateTimeOffset At);
}
