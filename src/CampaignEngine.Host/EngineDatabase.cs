using CampaignEngine.Storage;

namespace CampaignEngine.Host;

/// <summary>The database of this process: the one the operator named, or the engine's own, which is stopped when its last user leaves.</summary>
internal sealed class EngineDatabase(EmbeddedPostgres? own) : IAsyncDisposable
{
    public static async Task<EngineDatabase> OpenAsync(IConfiguration configuration, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(configuration.GetConnectionString("Main"))) return new EngineDatabase(null);
        var options = configuration.GetSection("Engine").Get<EngineOptions>() ?? new EngineOptions();
        var own = await EmbeddedPostgres.StartOrAttachAsync(Path.GetFullPath(options.DataFolder), Console.Error.WriteLine, cancel);
        configuration["ConnectionStrings:Main"] = own.ConnectionString;
        return new EngineDatabase(own);
    }

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
