namespace CampaignEngine.Segments;

/// <summary>The plan's groups and the guards they share (Seeds/segment.*.json). They can be overridden by a saved segment of the same name.</summary>
public static class BuiltInSegments
{
    private static readonly string[] Names = ["G2", "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "G4", "G5", "recruitable", "owner_checked"];

    public static readonly IReadOnlyList<SegmentSource> All = [.. Names.Select(Read)];

    private static SegmentSource Read(string name)
    {
        using var stream = typeof(BuiltInSegments).Assembly.GetManifestResourceStream($"seeds/segment.{name}.json")
            ?? throw new InvalidOperationException($"The product ships no segment {name}.");
        using var reader = new StreamReader(stream);
        var file = SegmentFile.Read(reader.ReadToEnd());
        return new SegmentSource(name, 0, file.TitleVi!, file.TitleEn!, file.Section, file.Rule);
    }
}
