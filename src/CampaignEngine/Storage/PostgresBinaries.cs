namespace CampaignEngine.Storage;

/// <summary>Finds the PostgreSQL server's programs: PGBIN, Debian's highest version, Homebrew, Postgres.app, PATH.</summary>
public static class PostgresBinaries
{
    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    /// <summary>The folder that holds them.</summary>
    /// <exception cref="MissingOnMachineException">None is on this machine.</exception>
    public static string Find() =>
        Candidates().FirstOrDefault(folder => Needed.All(name => File.Exists(Path.Combine(folder, name))))
        ?? throw new MissingOnMachineException(
            "PostgreSQL", "apt-get install -y postgresql-15   # or set ConnectionStrings__Main, or PGBIN=/folder/of/postgres");

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("PGBIN") is { Length: > 0 } named) yield return named;
        foreach (var folder in Versions("/usr/lib/postgresql")) yield return Path.Combine(folder, "bin");
        foreach (var cellar in (string[])["/opt/homebrew/opt", "/usr/local/opt"])
            foreach (var folder in Versions(cellar, "postgresql@*")) yield return Path.Combine(folder, "bin");
        foreach (var folder in Versions("/Applications/Postgres.app/Contents/Versions")) yield return Path.Combine(folder, "bin");
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return folder;
    }

    private static IEnumerable<string> Versions(string parent, string pattern = "*") =>
        Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, pattern).OrderByDescending(VersionOf)
            : [];

    private static int VersionOf(string folder) =>
        int.TryParse(string.Concat(Path.GetFileName(folder).SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)), out var version) ? version : 0;
}
