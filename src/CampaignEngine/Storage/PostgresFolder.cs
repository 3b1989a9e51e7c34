using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace CampaignEngine.Storage;

/// <summary>The folder of the engine's own PostgreSQL: the cluster, its password, its log, and the locks that processes share it by.</summary>
internal sealed class PostgresFolder
{
    private PostgresFolder(string path) => Path = path;

    public string Path { get; }

    public string Cluster => System.IO.Path.Combine(Path, "cluster");

    public string PasswordFile => System.IO.Path.Combine(Path, "password");

    public string Log => System.IO.Path.Combine(Path, "server.log");

    public static async Task<PostgresFolder> ChooseAsync(string dataFolder, Action<string> say, CancellationToken cancel)
    {
        var path = System.IO.Path.Combine(dataFolder, "postgres");
        Directory.CreateDirectory(path);
        if (!await ServerCanEnterAsync(path, cancel))
        {
            // PostgreSQL refuses root and its own user may not enter, for example, /root: a place it can, told apart by the folder's path.
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
            path = $"/var/lib/campaign-engine-{name}";
            Directory.CreateDirectory(path);
            say($"Cơ sở dữ liệu nằm ở {path}, vì người dùng postgres không vào được {dataFolder}. / The database lives in {path}: the user postgres cannot enter {dataFolder}.");
        }
        return new PostgresFolder(path);
    }

    /// <summary>Waits for the lock. Locks are the kernel's (flock): a killed process holds none.</summary>
    public async Task<FileStream> LockAsync(string name, bool exclusive, CancellationToken cancel)
    {
        while (true)
        {
            if (TryLock(name, exclusive) is { } file) return file;
            await Task.Delay(50, cancel);
        }
    }

    public FileStream? TryLock(string name, bool exclusive)
    {
        var path = System.IO.Path.Combine(Path, name);
        try
        {
            return exclusive
                ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The server's password, made at the first call. Under the start lock.</summary>
    public string Password()
    {
        if (File.Exists(PasswordFile) && File.ReadAllText(PasswordFile) is { Length: > 0 } kept) return kept;
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        using var stream = new FileStream(PasswordFile, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        stream.Write(Encoding.ASCII.GetBytes(password));
        return password;
    }

    private static async Task<bool> ServerCanEnterAsync(string path, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess) return true;
        using var test = Process.Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", "test", "-x", path]);
        await test.WaitForExitAsync(cancel);
        return test.ExitCode == 0;
    }
}
