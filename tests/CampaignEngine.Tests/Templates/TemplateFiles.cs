namespace CampaignEngine.Tests.Templates;

/// <summary>A folder of one template on disk, written as a test wants it.</summary>
internal sealed class TemplateFiles(string key) : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("templates-").FullName;

    public void Write(string body, string themes = "[1]", string channel = "sms", string manifest = """{ "accents": "strip", "maxParts": 2 }""")
    {
        var folder = Path.Combine(Root, key);
        Directory.CreateDirectory(Path.Combine(folder, channel));
        File.WriteAllText(Path.Combine(folder, "template.json"), $$"""
            { "key": "{{key}}", "title": "t", "class": "PolicyInfo", "themes": {{themes}},
              "channels": { "{{channel}}": {{manifest}} }, "languages": { "vi": { "status": "draft", "translator": "a" } } }
            """);
        File.WriteAllText(Path.Combine(folder, "sample.json"), """[{ "name": "Nguyễn Văn Mẫu" }]""");
        File.WriteAllText(Path.Combine(folder, channel, "vi.sbn"), body);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
