using CampaignEngine.Simulator;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>The provider's look-alike as a process of its own.</summary>
internal sealed class BenchSimulator : IAsyncDisposable
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "bench";

    /// <summary>Nobody listens there, and nobody calls.</summary>
    public const string Callbacks = "http://127.0.0.1:9";

    private readonly Child process;
    private readonly HttpClient http;

    private BenchSimulator(Child process) =>
        (this.process, http) = (process, new HttpClient { BaseAddress = new Uri(process.FirstLine.Split(' ')[1]) });

    public int Id => process.Id;

    /// <summary>What the engine and the bare client are set to. Callbacks are asked for, so that each message bears our reference; the simulator makes none.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Settings =>
    [
        new("Twilio:BaseUrl", http.BaseAddress!.ToString()), new("Twilio:AccountSid", AccountSid), new("Twilio:AuthToken", AuthToken), new("Twilio:From", "BHXHVN"),
        new("Webhooks:PublicBaseUrl", Callbacks),
    ];

    public static async Task<BenchSimulator> StartAsync(CancellationToken cancel) => new(await Child.StartAsync(
        "campaign-simulator.dll", ["--urls", "http://127.0.0.1:0", "--parent", $"{Environment.ProcessId}"],
        [new("twilio:Sid", AccountSid), new("twilio:AuthToken", AuthToken)], cancel));

    /// <summary>Empties its counts; from now on it does this.</summary>
    public async Task BeginAsync(object behaviour, CancellationToken cancel)
    {
        using var control = await http.PostAsJsonAsync("/control", behaviour, cancel);
        control.EnsureSuccessStatusCode();
        using var clear = await http.PostAsync("/stats/clear", null, cancel);
        clear.EnsureSuccessStatusCode();
    }

    public async Task<LedgerCount> CountAsync(CancellationToken cancel) =>
        (await http.GetFromJsonAsync<SimulatorStats>("/stats", cancel))!.Messages;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
    }
}
