using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignEngine.Templates;

/// <param name="File">Path of the text, for messages.</param>
internal sealed record TemplateText(string Channel, string Language, string File, string Body);

/// <summary>One folder of templates/ as read: manifest, texts, sample people.</summary>
internal sealed record TemplateFolder(string Path, TemplateManifest Manifest, IReadOnlyList<TemplateText> Texts, IReadOnlyList<PersonFields> Samples)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>All folders below; a file that cannot be read becomes a problem with its place.</summary>
    public static IReadOnlyList<TemplateFolder> ReadAll(string root, List<Problem> problems)
    {
        if (!Directory.Exists(root))
            throw new RefusedException("no-template-folder", root, "Không có thư mục mẫu tin này.", "There is no such folder of templates.");
        var folders = new List<TemplateFolder>();
        foreach (var path in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            var file = System.IO.Path.Combine(path, "template.json");
            try
            {
                if (!File.Exists(file))
                {
                    problems.Add(new Problem("no-manifest", file, "Thiếu template.json.", "template.json is missing."));
                    continue;
                }
                var manifest = TemplateManifest.Read(File.ReadAllText(file));
                file = System.IO.Path.Combine(path, "sample.json");
                var samples = File.Exists(file) ? JsonSerializer.Deserialize<List<PersonFields>>(File.ReadAllText(file), Json)! : [];
                folders.Add(new TemplateFolder(path, manifest, [.. TextFiles(path)], samples));
            }
            catch (JsonException error)
            {
                problems.Add(new Problem("bad-json", $"{file}:{error.LineNumber + 1}", $"Tệp JSON sai: {error.Message}", $"The JSON is wrong: {error.Message}"));
            }
        }
        return folders;
    }

    private static IEnumerable<TemplateText> TextFiles(string path) =>
        from channel in Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal)
        from file in Directory.EnumerateFiles(channel, "*.sbn").Order(StringComparer.Ordinal)
        select new TemplateText(System.IO.Path.GetFileName(channel), System.IO.Path.GetFileNameWithoutExtension(file), file, File.ReadAllText(file).TrimEnd('\n', '\r'));
}
