using System.Net;

namespace CampaignEngine.Channels;

/// <summary>One reading for a check: the answer, or why there was none.</summary>
internal sealed record CheckRead(HttpStatusCode? Status, byte[] Body, string? Failure)
{
    public static async Task<CheckRead> GetAsync(HttpClient http, HttpRequestMessage request, TimeSpan limit, CancellationToken cancel)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bounded.CancelAfter(limit);
        try
        {
            using (request)
            using (var answer = await http.SendAsync(request, bounded.Token))
                return new CheckRead(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(bounded.Token), null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || failure is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return new CheckRead(null, [], failure is OperationCanceledException ? "timeout" : "connection-lost");
        }
    }

    /// <summary>Status or failure, for people and logs.</summary>
    public string Word => Failure ?? $"http-{(int)Status!}";
}
