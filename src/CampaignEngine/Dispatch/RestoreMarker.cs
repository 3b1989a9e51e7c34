using System.Globalization;

namespace CampaignEngine.Dispatch;

/// <summary>
/// The latest beat of the database that this process has seen, and, where it was given a folder, that any process of this machine has:
/// outside the database, so that it does not go back with it. One file an installation.
/// </summary>
public sealed class RestoreMarker
{
    private readonly Lock gate = new();
    private string? folder;
    private Guid installation;
    private long seen;

    /// <summary>From now on also in a file of this folder. A folder that cannot be written to is an error of the installation.</summary>
    public void Keep(string dataFolder)
    {
        try
        {
            Directory.CreateDirectory(dataFolder);
            File.WriteAllText(Path.Combine(dataFolder, "seen"), "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException("data-folder", dataFolder,
                "Không ghi được vào thư mục Engine:DataFolder, nên sẽ không nhận ra cơ sở dữ liệu bị khôi phục.", "Engine:DataFolder cannot be written to, so a restored database would not be noticed.");
        }
        folder = dataFolder;
    }

    internal long Seen
    {
        get { lock (gate) return seen; }
    }

    internal long Of(Guid ofInstallation)
    {
        lock (gate)
        {
            if (installation != ofInstallation) (installation, seen) = (ofInstallation, 0);
            if (folder is not null && File.Exists(PathOf(folder)) && long.TryParse(File.ReadAllText(PathOf(folder)), CultureInfo.InvariantCulture, out var kept)) seen = Math.Max(seen, kept);
            return seen;
        }
    }

    internal void Saw(long beat)
    {
        lock (gate)
        {
            if (beat <= seen) return;
            seen = beat;
            if (folder is null) return;
            // Renamed into place: a process that dies in the middle leaves the earlier one.
            var fresh = $"{PathOf(folder)}.{Environment.ProcessId}";
            File.WriteAllText(fresh, seen.ToString(CultureInfo.InvariantCulture));
            File.Move(fresh, PathOf(folder), overwrite: true);
        }
    }

    private string PathOf(string dataFolder) => Path.Combine(dataFolder, $"seen-{installation:n}");
}
