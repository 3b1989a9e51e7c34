using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Storage;

internal static class StorageRegistration
{
    /// <summary>The connection string is set by then: given by the operator, or by the engine's own PostgreSQL.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EngineOptions>().BindConfiguration("Engine").ValidateDataAnnotations();
        services.AddSingleton(_ => NpgsqlDataSource.Create(ConnectionDefaults.Apply(configuration.GetConnectionString("Main")!)));
        services.AddSingleton<EngineClock>();
        services.AddSingleton<TimeProvider>(p => p.GetRequiredService<EngineClock>());
        services.AddSingleton<EngineSecrets>();
        services.AddSingleton<ISeed, EngineSecrets.Seed>();
        return services;
    }
}
