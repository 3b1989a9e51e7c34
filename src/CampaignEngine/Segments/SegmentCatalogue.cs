using System.Text.Json;
using CampaignEngine.Calendar;
using Npgsql;

namespace CampaignEngine.Segments;

/// <summary>All segments: the latest saved version, else the one that ships with the product.</summary>
public sealed class SegmentCatalogue(NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>Null where there is none of that name.</summary>
    /// <exception cref="RefusedException">Its rule no longer holds, for example because a segment it refers to was changed.</exception>
    public async Task<SegmentDefinition?> FindAsync(string name, CancellationToken cancel) =>
        await ShelfAsync(cancel) is var shelf && shelf.Segments.TryGetValue(name, out var found) ? Define(found, shelf) : null;

    /// <exception cref="RefusedException">There is none of that name.</exception>
    public async Task<SegmentDefinition> GetAsync(string name, CancellationToken cancel)
    {
        var shelf = await ShelfAsync(cancel);
        return shelf.Segments.TryGetValue(name, out var found) ? Define(found, shelf)
            : throw new RefusedException([SegmentProblems.UnknownSegment(name, name, shelf.Segments.Keys)]);
    }

    /// <summary>The shipped ones in the plan's order, then the saved ones by name.</summary>
    public async Task<IReadOnlyList<SegmentSource>> ListAsync(CancellationToken cancel) => [.. (await ShelfAsync(cancel)).Segments.Values];

    /// <summary>A rule from outside, with its references resolved.</summary>
    public async Task<SegmentRule> ReadAsync(JsonElement rule, string where, CancellationToken cancel, string? name = null) =>
        SegmentParser.Parse(rule, await ShelfAsync(cancel), name, where);

    private async Task<SegmentShelf> ShelfAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var saved = await SegmentStore.LatestAsync(connection, cancel);
        var segments = BuiltInSegments.All.ToDictionary(s => s.Name, StringComparer.Ordinal);
        foreach (var segment in saved) segments[segment.Name] = segment;
        return new SegmentShelf(segments, await SegmentStore.ProvincesAsync(connection, VietnamTime.Today(clock), cancel));
    }

    private static SegmentDefinition Define(SegmentSource source, SegmentShelf shelf) =>
        new(source.Name, source.TitleVi, source.TitleEn, SegmentParser.Parse(source.Rule, shelf, source.Name, source.Name))
        {
            Version = source.Version,
            Section = source.Section,
        };
}
