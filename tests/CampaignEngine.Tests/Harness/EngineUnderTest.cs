using CampaignEngine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace CampaignEngine.Tests.Harness;

/// <summary>The engine's own services on a test database and a test clock.</summary>
internal static class EngineUnderTest
{
    public static ServiceProvider Build(NpgsqlDataSource source, TimeProvider clock, IDictionary<string, string?>? settings = null, Action<IServiceCollection>? change = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Engine:Mode", nameof(EngineMode.Test))])
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddCampaignEngine(configuration);
        services.Replace(ServiceDescriptor.Singleton(source));
        services.Replace(ServiceDescriptor.Singleton(clock));
        change?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static async Task MigrateAsync(NpgsqlDataSource source)
    {
        await using var services = Build(source, TimeProvider.System);
        await Migrations.RunAsync(source, services.GetServices<ISeed>(), default);
    }
}
