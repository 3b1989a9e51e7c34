using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace CampaignEngine.Tests.Harness;

/// <summary>A migrated database of its own for one test class (use as IClassFixture), with a clock that stands at 08:00 on 5 May 2026 in Vietnam.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly string name = TestCluster.NextName();
    private string cluster = "";

    public NpgsqlDataSource Source { get; private set; } = null!;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 5, 8, 0, 0, TimeSpan.FromHours(7)).ToUniversalTime());

    /// <summary>For starting real processes on this database.</summary>
    public string ConnectionString => TestCluster.In(cluster, name);

    /// <summary>The engine's services on this database; dispose after use. Settings as in appsettings.json, with ':' between the levels.</summary>
    public ServiceProvider Services(IDictionary<string, string?>? settings = null, Action<IServiceCollection>? change = null) =>
        EngineUnderTest.Build(Source, Clock, settings, change);

    public async ValueTask InitializeAsync()
    {
        cluster = await TestCluster.ConnectionStringAsync();
        await TestCluster.ExecuteAsync(cluster, $"CREATE DATABASE {name} TEMPLATE {TestCluster.Template} STRATEGY FILE_COPY");
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (Source is null) return;
        await Source.DisposeAsync();
        await TestCluster.ExecuteAsync(cluster, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }
}
