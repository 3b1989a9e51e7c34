using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Host.Webhooks;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>The baseline of receipts, in a process of its own (<c>discard KEY</c>): verifies as the engine's endpoint does, answers, and keeps nothing.</summary>
internal static class DiscardingEndpoint
{
    public const string Verb = "discard";

    private const int MostBytes = 65_536;

    public static async Task<int> RunAsync(string webhookKey)
    {
        var key = Convert.FromHexString(webhookKey);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost(TwilioChannel.StatusPath, async (HttpRequest request, string? m, string? h, CancellationToken cancel) =>
            await WebhookBody.ReadAsync(request, MostBytes, cancel) is { } body
            && TwilioSignature.IsValid(BenchSimulator.AuthToken, new Uri(Callbacks.PublicAddress + request.Path + request.QueryString), body, isForm: true, request.Headers[TwilioSignature.Header].ToString())
            && MessageReference.TryParse(m, out var reference) && CallbackTag.Matches(key, TwilioChannel.Name, reference, h ?? "")
                ? Results.Ok() : Results.StatusCode(StatusCodes.Status403Forbidden));
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }
}
