using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CampaignEngine.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignEngine.Tests.Simulator;

/// <summary>The look-alike in this process, on a real socket, spoken to as the engine and an operator speak to it.</summary>
internal sealed class SimulatorUnderTest : IAsyncDisposable
{
    public const string Account = "AC00000000000000000000000000000000";
    private readonly WebApplication app;
    private readonly HttpClient http;

    private SimulatorUnderTest(WebApplication app)
    {
        this.app = app;
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Account}:simulator-token")));
    }

    public string Address => app.Urls.Single();

    public static async Task<SimulatorUnderTest> StartAsync(BehaviourSettings behaviour, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        var app = SimulatorApp.Build(builder);
        app.Services.GetRequiredService<Behaviour>().Now = behaviour;
        await app.StartAsync();
        return new SimulatorUnderTest(app);
    }

    public Task<HttpResponseMessage> SendAsync(string id, string to = "+84901234567", string callback = "http://127.0.0.1:1/status", string body = "Xin chào", string? token = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/2010-04-01/Accounts/{Account}/Messages.json")
        {
            Content = new FormUrlEncodedContent([new("To", to), new("From", "BHXH"), new("Body", body), new("StatusCallback", $"{callback}?m={id}&h=tag")]),
        };
        if (token is not null) request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Account}:{token}")));
        return http.SendAsync(request);
    }

    /// <summary>The body; a reset or an answer that is no success is told as its name or number.</summary>
    public async Task<string> OutcomeAsync(string id, string to = "+84901234567")
    {
        try
        {
            using var answer = await SendAsync(id, to);
            return answer.IsSuccessStatusCode ? "taken" : $"{(int)answer.StatusCode}";
        }
        catch (HttpRequestException)
        {
            return "reset";
        }
    }

    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>(path);

    public Task<HttpResponseMessage> GetRawAsync(string path) => http.GetAsync(path);

    /// <summary>The counts of callbacks once nothing is to come.</summary>
    public async Task<JsonElement> SettledAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await tick.WaitForNextTickAsync(patience.Token))
            if ((await GetAsync("/stats")).GetProperty("callbacks") is var callbacks && callbacks.GetProperty("pending").GetInt32() == 0) return callbacks;
        throw new TimeoutException();
    }

    public Task<HttpResponseMessage> ControlAsync(object changes) => http.PostAsJsonAsync("/control", changes);

    public Task<HttpResponseMessage> PostAsync(string path) => http.PostAsync(path, null);

    public Task<HttpResponseMessage> ClearAsync() => http.PostAsync("/stats/clear", null);

    public Behaviour Behaviour => app.Services.GetRequiredService<Behaviour>();

    public CampaignEngine.Simulator.Zalo.ZaloCare Care => app.Services.GetRequiredService<CampaignEngine.Simulator.Zalo.ZaloCare>();

    public CampaignEngine.Simulator.YouTube.YouTubeChannel Channel => app.Services.GetRequiredService<CampaignEngine.Simulator.YouTube.YouTubeChannel>();

    public CampaignEngine.Simulator.Facebook.FacebookPage Page => app.Services.GetRequiredService<CampaignEngine.Simulator.Facebook.FacebookPage>();

    public LedgerCount Count() => app.Services.GetRequiredService<Ledger>().Count();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }
}
