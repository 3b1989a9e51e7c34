using System.Text.Json;

namespace CampaignEngine.Segments;

/// <summary>A file with a rule: the rule itself, or a definition {"name", "titleVi", "titleEn", "section", "rule"}, all but the rule optional.</summary>
/// <param name="Where">The JSON path of the rule in the file.</param>
public sealed record SegmentFile(string? Name, string? TitleVi, string? TitleEn, string? Section, JsonElement Rule, string Where)
{
    private static readonly string[] Keys = ["name", "titleVi", "titleEn", "section", "rule"];

    /// <exception cref="RefusedException">It is not JSON, or not of this shape.</exception>
    public static SegmentFile Read(string text)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            root = document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new RefusedException([SegmentProblems.NotJson("$", $"{error.LineNumber + 1}:{error.BytePositionInLine + 1}")]);
        }
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("rule", out var rule)) return new SegmentFile(null, null, null, null, root, "$");

        List<Problem> problems = [];
        foreach (var key in root.EnumerateObject())
            if (!Keys.Contains(key.Name)) problems.Add(SegmentProblems.UnknownKey($"$.{key.Name}", key.Name));
            else if (key.Name != "rule" && key.Value.ValueKind != JsonValueKind.String) problems.Add(SegmentProblems.WrongType($"$.{key.Name}", "chuỗi", "a text"));
        if (problems.Count > 0) throw new RefusedException(problems);

        string? Text(string key) => root.TryGetProperty(key, out var value) ? value.GetString() : null;
        return new SegmentFile(Text("name"), Text("titleVi"), Text("titleEn"), Text("section"), rule, "$.rule");
    }
}
