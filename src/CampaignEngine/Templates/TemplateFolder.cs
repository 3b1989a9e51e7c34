using System.Text;
using System.Text.Json;
using CampaignEngine.Text;

namespace CampaignEngine.Templates;

/// <param name="File">Path of the text, for messages.</param>
/// <param name="Body">Normalised, so that an editor's way of writing an accent or a line end makes no new version.</param>
internal sealed record TemplateText(string Channel, string Language, string File, string Body);

/// <summary>One folder of templates/ as read: manifest, texts, sample people.</summary>
internal sealed record TemplateFolder(string Path, TemplateManifest Manifest, IReadOnlyList<TemplateText> Texts, IReadOnlyList<PersonFields> Samples)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All folders below; a file that cannot be read becomes a problem with its place.</summary>
    public static IReadOnlyList<TemplateFolder> ReadAll(string root, List<Problem> problems)
    {
        if (!Directory.Exists(root))
            throw new RefusedException("no-template-folder", root, "Không có thư mục mẫu tin này.", "There is no such folder of templates.");
        var folders = new List<TemplateFolder>();
        foreach (var path in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
            if (Read(path, problems) is { } folder) folders.Add(folder);
        if (folders.Count == 0 && problems.Count == 0)
            problems.Add(new Problem("no-template", root, "Thư mục không có mẫu tin nào.", "The folder holds no template."));
        return folders;
    }

    private static TemplateFolder? Read(string path, List<Problem> problems)
    {
        var file = System.IO.Path.Combine(path, "template.json");
        try
        {
            if (!File.Exists(file))
            {
                problems.Add(new Problem("no-manifest", file, "Thiếu template.json.", "template.json is missing."));
                return null;
            }
            var manifest = TemplateManifest.Read(ReadText(file));
            file = System.IO.Path.Combine(path, "sample.json");
            var samples = File.Exists(file) ? TemplateManifest.ReadSamples(ReadText(file)) : [];
            var texts = new List<TemplateText>();
            foreach (var channel in Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal))
                foreach (var sbn in Directory.EnumerateFiles(channel, "*.sbn").Order(StringComparer.Ordinal))
                {
                    file = sbn;
                    texts.Add(new TemplateText(System.IO.Path.GetFileName(channel), System.IO.Path.GetFileNameWithoutExtension(sbn), sbn, SmsText.Normalise(ReadText(sbn)).TrimEnd('\n')));
                }
            return new TemplateFolder(path, manifest, texts, samples);
        }
        catch (JsonException error)
        {
            problems.Add(new Problem("bad-json", $"{file}:{error.LineNumber + 1}", $"Tệp JSON sai: {error.Message}", $"The JSON is wrong: {error.Message}"));
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new Problem("not-utf8", file, "Tệp không phải UTF-8; hãy lưu lại bằng UTF-8.", "The file is not UTF-8: save it as UTF-8."));
        }
        return null;
    }

    private static string ReadText(string file) => Utf8.GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
}
