namespace CampaignEngine.Host.Webhooks;

internal static class WebhookBody
{
    /// <summary>The whole body, or null where it is longer than the limit; no more than the limit is ever read.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        if (request.ContentLength > limit) return null;
        var buffer = new byte[(request.ContentLength ?? limit) + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return length <= limit ? buffer[..length] : null;
    }
}
