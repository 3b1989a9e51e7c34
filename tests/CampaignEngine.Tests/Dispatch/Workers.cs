using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>Several workers on one database, each with services of its own: they share nothing but the tables.</summary>
internal sealed class Workers : IAsyncDisposable
{
    private readonly List<ServiceProvider> services;

    private Workers(List<ServiceProvider> services) => this.services = services;

    /// <param name="channel">The provider that all of them call.</param>
    public static Workers Start(TestDatabase database, int count, IChannel channel, params (string Name, string? Value)[] settings) => new(
        [.. Enumerable.Range(0, count).Select(_ => database.Services(
            new Dictionary<string, string?>(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))),
            change => change.AddSingleton(channel)))]);

    /// <summary>Workers that keep real seconds and call the provider of the settings.</summary>
    public static Workers Start(TestDatabase database, int count, IDictionary<string, string?> settings) =>
        new([.. Enumerable.Range(0, count).Select(_ => EngineUnderTest.Build(database.Source, new SteadyClock(database.Clock), settings))]);

    /// <summary>Each turns its pump until it finds nothing to do, or until it is told.</summary>
    public Task PumpAsync(CancellationToken cancel = default) => Task.WhenAll(services.Select(worker => Task.Run(async () =>
    {
        var pump = worker.GetRequiredService<Pump>();
        var owner = Guid.NewGuid();
        while (!cancel.IsCancellationRequested && await pump.StepAsync(owner, cancel)) { }
    }, CancellationToken.None)));

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in services) await worker.DisposeAsync();
    }
}
