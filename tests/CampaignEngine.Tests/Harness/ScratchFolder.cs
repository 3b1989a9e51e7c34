namespace CampaignEngine.Tests.Harness;

/// <summary>A folder of its own for the files of one test class.</summary>
public sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaign-files-");
    private int files;

    public string Folder => folder.FullName;

    public string NextPath(string extension) => Path.Combine(folder.FullName, $"{++files}{extension}");

    public string Write(string extension, string text) => Write(extension, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string extension, byte[] bytes)
    {
        var path = NextPath(extension);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
