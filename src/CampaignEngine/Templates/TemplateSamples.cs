namespace CampaignEngine.Templates;

/// <summary>The invented people beside a template's files, for a preview.</summary>
public static class TemplateSamples
{
    /// <returns>One invented person where the folder is not there or holds none.</returns>
    public static IReadOnlyList<PersonFields> Of(string root, string key)
    {
        if (!Directory.Exists(root)) return [SamplePerson.Fields];
        var folder = TemplateFolder.ReadAll(root, []).FirstOrDefault(f => f.Manifest.Key == key);
        return folder is { Samples.Count: > 0 } ? folder.Samples : [SamplePerson.Fields];
    }
}
