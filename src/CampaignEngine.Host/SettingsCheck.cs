using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Host;

/// <summary>Stops the start at a setting that is unknown, cannot be read or is out of range, with its name.</summary>
internal static class SettingsCheck
{
    /// <summary>Sections of the host's own libraries, which check themselves.</summary>
    private static readonly string[] Foreign = ["Logging", "AllowedHosts", "Kestrel", "Urls"];

    /// <param name="file">The settings file alone: only there are unknown top-level names ours to refuse; the environment is full of others' names.</param>
    public static void Check(IConfiguration file, IConfiguration all)
    {
        var ours = KnownSettings.Sections.Keys.Select(Top).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = Leaves(file).Where(name => !Foreign.Contains(Top(name), StringComparer.OrdinalIgnoreCase))
            .Concat(Leaves(all).Where(name => name.Contains(':') && ours.Contains(Top(name))))
            .Where(name => !IsKnown(name)).Distinct(StringComparer.OrdinalIgnoreCase);
        List<Problem> problems = [.. unknown.Select(Unknown)];
        foreach (var (name, type) in KnownSettings.Sections)
            problems.AddRange(CheckValues(all.GetSection(name), type));
        if (problems.Count > 0) throw new RefusedException(problems);
    }

    private static IEnumerable<string> Leaves(IConfiguration configuration) =>
        configuration.AsEnumerable().Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => pair.Key);

    /// <summary>A setting by its name, or an entry of one that is a list or a table.</summary>
    private static bool IsKnown(string name) =>
        KnownSettings.Names.Any(known => name.StartsWith(known, StringComparison.OrdinalIgnoreCase) && (name.Length == known.Length || name[known.Length] == ':'));

    private static IEnumerable<Problem> CheckValues(IConfigurationSection section, Type type)
    {
        object? options;
        string? unreadable = null;
        try
        {
            options = section.Get(type) ?? Activator.CreateInstance(type);
        }
        catch (InvalidOperationException error)
        {
            // The binder's message names the setting, the value and the type.
            (options, unreadable) = (null, error.Message);
        }
        if (unreadable is not null)
            yield return new Problem("setting-unreadable", section.Path, $"Không đọc được cài đặt: {unreadable}", $"The setting cannot be read: {unreadable}");
        if (options is null) yield break;

        var wrong = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true);
        foreach (var result in wrong)
        {
            var name = string.Join(", ", result.MemberNames.Select(member => $"{section.Path}:{member}").DefaultIfEmpty(section.Path));
            yield return new Problem("setting-out-of-range", name, $"Giá trị của {name} không hợp lệ: {result.ErrorMessage}", $"The value of {name} is out of range: {result.ErrorMessage}");
        }
    }

    private static string Top(string name) => name.Split(':')[0];

    private static Problem Unknown(string name) => new("setting-unknown", name,
        $"Không có cài đặt '{name}'; xem appsettings.sample.json.", $"There is no setting '{name}'; see appsettings.sample.json.");
}
