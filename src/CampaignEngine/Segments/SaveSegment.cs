using System.Text.RegularExpressions;
using CampaignEngine.Access;
using Npgsql;

namespace CampaignEngine.Segments;

/// <summary>Saves a rule under a name as its next version. Campaigns that pinned an earlier one are not touched.</summary>
public sealed partial class SaveSegment(NpgsqlDataSource source, SegmentCatalogue catalogue, RestrictedFields restricted, AuditTrail audit, TimeProvider clock)
{
    public async Task<SegmentDefinition> ExecuteAsync(Actor actor, string name, SegmentFile file, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager);
        CheckNames(name, file);
        var rule = await catalogue.ReadAsync(file.Rule, file.Where, cancel, name);
        await restricted.AllowAsync(actor, rule, "segment.save", name, cancel);

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var segment = new SegmentSource(name, 0, file.TitleVi ?? name, file.TitleEn ?? file.TitleVi ?? name, null, file.Rule);
        var version = await SegmentStore.AddAsync(connection, segment, actor.UserId, clock.GetUtcNow(), cancel);
        await audit.WriteAsync(connection, actor, "segment.save", $"{name}/{version}", new { rule = SegmentJson.Write(rule) }, cancel);
        await transaction.CommitAsync(cancel);
        return new SegmentDefinition(name, segment.TitleVi, segment.TitleEn, rule) { Version = version };
    }

    private static void CheckNames(string name, SegmentFile file)
    {
        if (!Name().IsMatch(name))
            throw new RefusedException("segment-name", "name", "Tên nhóm gồm 1 đến 40 chữ cái không dấu, chữ số, '-' hoặc '_', bắt đầu bằng chữ cái.",
                "A segment's name is 1 to 40 unaccented letters, digits, '-' or '_', and begins with a letter.");
        if (file.Name is { } written && written != name)
            throw new RefusedException("segment-name", "$.name", $"Tệp ghi tên '{written}' nhưng được lưu với tên '{name}'.",
                $"The file is named '{written}' but is saved as '{name}'.");
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,39}\z")]
    private static partial Regex Name();
}
