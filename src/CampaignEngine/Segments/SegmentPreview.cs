using CampaignEngine.Access;
using CampaignEngine.Calendar;
using CampaignEngine.Consent;
using CampaignEngine.Storage;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Segments;

/// <summary>How many people a rule matches now, how many of them the gate lets through, and why not the others.</summary>
public sealed class SegmentPreview(NpgsqlDataSource source, RestrictedFields restricted, TimeProvider clock, IOptions<EngineOptions> engine)
{
    // Compiling the statement to machine code takes longer than running it; room enough for a hash of all refusals.
    private const string Settings = "SET LOCAL jit = off; SET LOCAL work_mem = '256MB'";

    /// <param name="subject">What the record of a restricted field's use names: the segment, or the file.</param>
    public async Task<SegmentPreviewReport> ExecuteAsync(
        Actor actor, SegmentRule rule, MessageClass messageClass, string channel, string subject, CancellationToken cancel)
    {
        await restricted.AllowAsync(actor, rule, "segment.preview", subject, cancel);
        var today = VietnamTime.Today(clock);
        var condition = SegmentCompiler.Compile(rule, today, "seg_");
        var (codes, counts) = Gate.Counts(new GateRequest(messageClass, channel, today, engine.Value.Mode));

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(Settings, cancellationToken: cancel));
        // One pass over the people, shared between processes that send on a few groups each: all figures of a preview are sums of these.
        var groups = await connection.QueryAsync<PreviewGroup>(new CommandDefinition($"""
            SELECT r.province_code, r.language, count(*) AS people, {counts.Text} AS excluded
            FROM recipients r WHERE {condition.Text} GROUP BY 1, 2
            """, counts.AddTo(condition.AddTo(new DynamicParameters())), commandTimeout: 300, cancellationToken: cancel));
        var provinces = await connection.QueryAsync<(string Code, string Name)>(new CommandDefinition(
            "SELECT code, name FROM provinces WHERE valid_from <= @today AND (valid_to IS NULL OR valid_to > @today)", new { today }, cancellationToken: cancel));
        return SegmentPreviewReport.Of(groups.AsList(), codes, provinces.ToDictionary(p => p.Code, p => p.Name));
    }
}
