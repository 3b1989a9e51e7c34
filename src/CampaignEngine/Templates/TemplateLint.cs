namespace CampaignEngine.Templates;

/// <summary>Parts of the longest sample, accents kept and stripped, and whether the operators take it.</summary>
public sealed record TemplateSize(string Key, string Channel, string Language, int PartsKept, int? PartsStripped, bool FitsKept, bool? FitsStripped);

public sealed record TemplateCheck(IReadOnlyList<Problem> Problems, IReadOnlyList<TemplateSize> Sizes, int Folders);

/// <summary>Checks a folder of templates without a database; the merge values are those of the samples.</summary>
public sealed class TemplateLint(MergeSettings settings)
{
    public TemplateCheck Check(string root)
    {
        var problems = new List<Problem>();
        return Check(TemplateFolder.ReadAll(root, problems), problems);
    }

    internal TemplateCheck Check(IReadOnlyList<TemplateFolder> folders, List<Problem> problems)
    {
        var sizes = new List<TemplateSize>();
        foreach (var folder in folders)
        {
            problems.AddRange(ManifestLint.Check(folder));
            foreach (var text in folder.Texts)
            {
                var faults = TextLint.Check(folder, text).ToList();
                problems.AddRange(faults);
                if (faults.Count == 0 && new SampleLint(settings, folder, text, problems).Check() is { } size) sizes.Add(size);
            }
        }
        return new TemplateCheck(problems, sizes, folders.Count);
    }
}
