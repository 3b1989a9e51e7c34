using CampaignEngine.Storage;
using Npgsql;

namespace CampaignEngine.Host;

/// <summary>The database of this process: the one the operator named, or the engine's own, which is stopped when its last user leaves.</summary>
internal sealed class EngineDatabase(EmbeddedPostgres? own) : IAsyncDisposable
{
    public static async Task<EngineDatabase> OpenAsync(IConfiguration configuration, CancellationToken cancel)
    {
        if (configuration.GetConnectionString("Main") is { } given && !string.IsNullOrWhiteSpace(given))
        {
            Check(given);
            return new EngineDatabase(null);
        }
        var options = configuration.GetSection("Engine").Get<EngineOptions>() ?? new EngineOptions();
        var own = await EmbeddedPostgres.StartOrAttachAsync(HomeFolder.Resolve(options.DataFolder), Console.Error.WriteLine, cancel);
        configuration["ConnectionStrings:Main"] = own.ConnectionString;
        return new EngineDatabase(own);
    }

    private static void Check(string connectionString)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // The string itself is not repeated: it holds a password.
            throw new RefusedException("setting-unreadable", "ConnectionStrings:Main",
                $"Không đọc được chuỗi kết nối: {error.Message}", $"The connection string cannot be read: {error.Message}");
        }
    }

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
