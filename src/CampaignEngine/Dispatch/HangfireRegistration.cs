using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Hangfire in the engine's own database, in its own schema. It is the alarm clock and the hands; what is to be done stands in our tables.
/// </summary>
public static class HangfireRegistration
{
    /// <summary>A stop finishes the slice in hand: the slowest answer of a provider and its writing down. What stops the process waits longer.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(40);

    /// <summary>For a process that only queues jobs, and for the dashboard.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddHangfire((provider, hangfire) => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(
                storage => storage.UseConnectionFactory(new SourceConnections(provider.GetRequiredService<NpgsqlDataSource>())), StorageOptions()));
        services.AddTransient<PumpJob>();
        services.AddTransient<SweepJob>();
        services.AddTransient<LaunchJob>();
        services.AddTransient<SettleJob>();
        return services;
    }

    /// <summary>For a worker: one server for the pumps, which take all their time, and one for everything short.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout + TimeSpan.FromSeconds(5));
        services.AddHangfireServer((provider, server) =>
            Configure(server, PumpJob.Queue, provider.GetRequiredService<IOptions<DispatchOptions>>().Value.Pumps));
        services.AddHangfireServer((_, server) => Configure(server, "default", workers: 4));
        return services;
    }

    /// <summary>Queues what comes round by itself, and the first sweep at once. Call after the migrations and before the host runs.</summary>
    public static void StartJobs(IServiceProvider services)
    {
        var recurring = services.GetRequiredService<IRecurringJobManager>();
        recurring.AddOrUpdate<SweepJob>(SweepJob.Id, job => job.RunAsync(CancellationToken.None), "*/15 * * * * *");
        recurring.Trigger(SweepJob.Id);
        recurring.AddOrUpdate<SettleJob>(SettleJob.Id, job => job.RunAsync(CancellationToken.None), "*/15 * * * * *");
    }

    /// <summary>Whether a worker has given a sign of life in the last two minutes (the machine's clock, as Hangfire's heartbeat).</summary>
    public static bool HasWorker(IServiceProvider services) =>
        services.GetRequiredService<JobStorage>().GetMonitoringApi().Servers()
            .Any(server => TimeProvider.System.GetUtcNow().UtcDateTime - server.Heartbeat < TimeSpan.FromMinutes(2));

    private static PostgreSqlStorageOptions StorageOptions() => new()
    {
        SchemaName = "hangfire",
        QueuePollInterval = TimeSpan.FromSeconds(1),
        // A job that lives longer than the timeout is not given to a second worker as long as the first renews it.
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = TimeSpan.FromMinutes(5),
        // Hangfire's own locks are rows that a killed process leaves behind: ten minutes by default, in which nothing recurs. They are held for
        // milliseconds, and our jobs may run twice at once.
        DistributedLockTimeout = TimeSpan.FromSeconds(30),
        JobExpirationCheckInterval = TimeSpan.FromMinutes(10),
    };

    private static void Configure(BackgroundJobServerOptions server, string queue, int workers)
    {
        server.ServerName = $"{Environment.MachineName}:{queue}";
        server.Queues = [queue];
        server.WorkerCount = workers;
        server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
        server.ShutdownTimeout = ShutdownTimeout;
    }

    private sealed class SourceConnections(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }
}
