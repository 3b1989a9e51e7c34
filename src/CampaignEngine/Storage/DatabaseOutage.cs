using Microsoft.Extensions.Logging;
using Npgsql;
using Polly;
using Polly.Retry;

namespace CampaignEngine.Storage;

/// <summary>The database is away, is coming back, or broke off this one transaction: not the statement's fault, so it may be tried again.</summary>
public static class DatabaseOutage
{
    public static bool Is(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => true,
        NpgsqlException known => known.IsTransient,
        _ => false,
    };

    /// <summary>Tries again until it works, for as long as the process lives: for work that is lost if it is not written. Says once that it waits.</summary>
    public static ResiliencePipeline WaitOut(ILogger log) => new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<Exception>(Is),
        MaxRetryAttempts = int.MaxValue,
        Delay = TimeSpan.FromMilliseconds(250),
        UseJitter = true,
        OnRetry = retry =>
        {
            if (retry.AttemptNumber == 0) log.LogWarning("The database does not answer ({Fault}); waiting for it", retry.Outcome.Exception!.GetType().Name);
            return default;
        },
    }).Build();
}
