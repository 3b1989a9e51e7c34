using System.Net.Http.Headers;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Host.Public;
using CampaignEngine.Host.Webhooks;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CampaignEngine.Tests.Webhooks;

/// <summary>The webhooks and the public pages on a real socket, over a test database; calls are signed as Twilio signs them.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    private const string Token = "secret-token";
    private readonly WebApplication app;
    private readonly HttpClient http;

    private WebhookHost(WebApplication app)
    {
        this.app = app;
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public static string PublicBase => "https://callbacks.example.gov.vn";

    public IServiceProvider Services => app.Services;

    public static Task<WebhookHost> StartAsync(TestDatabase database, params (string Name, string Value)[] settings) =>
        StartAsync(database, "http://127.0.0.1:0", settings);

    private static async Task<WebhookHost> StartAsync(TestDatabase database, string address, IEnumerable<(string Name, string Value)> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        foreach (var (name, value) in TwilioUnderTest.Settings("http://127.0.0.1:1")) builder.Configuration[name] = value;
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        builder.Services.AddCampaignEngine(builder.Configuration);
        builder.Services.Replace(ServiceDescriptor.Singleton(database.Source));
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(database.Clock));
        var app = builder.Build();
        app.MapWebhooks();
        app.MapPublicPages();
        await app.StartAsync();
        return new WebhookHost(app);
    }

    public string Address => app.Urls.Single();

    /// <summary>Listens where the given provider will call: its public address is its own.</summary>
    public static Task<WebhookHost> ListenAsync(TestDatabase database, string provider) => ListenAsync(database, FreeAddress(), ("Twilio:BaseUrl", provider),
        ("Twilio:AccountSid", "AC00000000000000000000000000000000"), ("Twilio:AuthToken", "simulator-token"), ("Twilio:AnswerSeconds", "20"));

    public static Task<WebhookHost> ListenAsync(TestDatabase database, string address, params (string Name, string Value)[] settings) =>
        StartAsync(database, address, [.. settings, ("Webhooks:PublicBaseUrl", address)]);

    public static string FreeAddress() => $"http://127.0.0.1:{PostgresProcess.FreePort()}";

    public string StatusPath(MessageReference reference, string? tag = null) =>
        $"{TwilioChannel.StatusPath}?m={reference}&h={tag ?? CallbackTag.Of(Services.GetRequiredService<EngineSecrets>().WebhookKey, "twilio", reference)}";

    public Task<HttpResponseMessage> PostAsync(string path, string body, string? signature = null, string mediaType = "application/x-www-form-urlencoded", bool chunked = false)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.TryAddWithoutValidation(TwilioSignature.Header, signature ?? TwilioSignature.Compute(Token, PublicBase + path, FormBody.Parse(bytes).Fields));
        return http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }
}
