using CampaignEngine.Storage;
using Npgsql;

namespace CampaignEngine.Tests.Harness;

/// <summary>An installation's home in a temporary folder that PostgreSQL's user can pass through; removed at the end.</summary>
internal sealed class HomeFolderForTest : IDisposable
{
    public HomeFolderForTest() => File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

    public string Path { get; } = Directory.CreateTempSubdirectory("campaign-home-").FullName;

    public string DataFolder => System.IO.Path.Combine(Path, ".data");

    public string PidFile => System.IO.Path.Combine(DataFolder, "postgres", "cluster", "postmaster.pid");

    public int ServerId => int.Parse(File.ReadLines(PidFile).First());

    public Task<EmbeddedPostgres> StartPostgresAsync() => EmbeddedPostgres.StartOrAttachAsync(DataFolder, _ => { }, default);

    public void Dispose()
    {
        if (File.Exists(PidFile)) throw new InvalidOperationException("A test left its PostgreSQL running.");
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
