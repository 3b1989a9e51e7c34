using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Host;

/// <summary>Stops the start at a setting that is unknown, cannot be read or is out of range, with its name.</summary>
internal static class SettingsCheck
{
    /// <summary>Sections of the host's own libraries, which check themselves.</summary>
    private static readonly string[] Foreign = ["ConnectionStrings", "Logging", "AllowedHosts", "Kestrel", "Urls"];

    /// <param name="file">The settings file alone: only there are unknown top-level names ours to refuse; the environment is full of others' names.</param>
    public static void Check(IConfiguration file, IConfiguration all)
    {
        var problems = new List<Problem>();
        foreach (var section in file.GetChildren())
            if (!KnownSettings.Sections.ContainsKey(section.Key) && !Foreign.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
                problems.Add(Unknown(section.Key));
        foreach (var (name, type) in KnownSettings.Sections)
            problems.AddRange(CheckSection(all.GetSection(name), type));
        if (problems.Count > 0) throw new RefusedException(problems);
    }

    private static IEnumerable<Problem> CheckSection(IConfigurationSection section, Type type)
    {
        var known = KnownSettings.All().Where(s => s.Property.DeclaringType == type).Select(s => s.Property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren().Where(c => !known.Contains(c.Key)))
            yield return Unknown(child.Path);

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
            var name = $"{section.Path}:{result.MemberNames.FirstOrDefault() ?? ""}";
            yield return new Problem("setting-out-of-range", name, $"Giá trị của {name} không hợp lệ: {result.ErrorMessage}", $"The value of {name} is out of range: {result.ErrorMessage}");
        }
    }

    private static Problem Unknown(string name) => new("setting-unknown", name,
        $"Không có cài đặt '{name}'; xem appsettings.sample.json.", $"There is no setting '{name}'; see appsettings.sample.json.");
}
