using CampaignEngine.Storage;

namespace CampaignEngine.Host.Demo;

/// <summary>.data/demo, of one demo at a time and fresh each time; never the operator's own database.</summary>
internal sealed class DemoDatabase(EmbeddedPostgres postgres, FileStream claim, string folder) : IAsyncDisposable
{
    public string ConnectionString => postgres.ConnectionString;

    public string Folder { get; } = folder;

    public static async Task<DemoDatabase> OpenAsync(string dataFolder, CancellationToken cancel)
    {
        var folder = Path.Combine(HomeFolder.Resolve(dataFolder), "demo");
        Directory.CreateDirectory(folder);
        var claim = Claim(Path.Combine(folder, "demo.lock"));
        var postgres = await EmbeddedPostgres.StartOrAttachAsync(folder, Console.Error.WriteLine, cancel);
        await postgres.RecreateDatabaseAsync(cancel);
        return new DemoDatabase(postgres, claim, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await postgres.DisposeAsync();
        await claim.DisposeAsync();
    }

    private static FileStream Claim(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new RefusedException("demo-running", path, "Một bản demo khác đang chạy trong thư mục này.", "Another demo is running in this folder.");
        }
    }
}
