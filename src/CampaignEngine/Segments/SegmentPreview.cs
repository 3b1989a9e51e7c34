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
    // Compiling the statement to machine code takes longer than running it. The planner expects as many groups as there are phones (the gate
    // reads them), of which a few hundred come: with room enough, and rows between processes at no price, it hashes and shares the scan
    // where it would sort a million rows.
    private const string Settings = "SET LOCAL jit = off; SET LOCAL work_mem = '256MB'; SET LOCAL parallel_tuple_cost = 0";

    /// <param name="subject">What the record of a restricted field's use names: the segment, or the file.</param>
    public async Task<SegmentPreviewReport> ExecuteAsync(
        Actor actor, SegmentRule rule, MessageClass messageClass, string channel, string subject, CancellationToken cancel)
    {
        await restricted.AllowAsync(actor, rule, "segment.preview", subject, cancel);
        var today = VietnamTime.Today(clock);
        var condition = SegmentCompiler.Compile(rule, today, "seg_");
        var gate = Gate.Exclusion(new GateRequest(messageClass, channel, today, engine.Value.Mode));

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(Settings, cancellationToken: cancel));
        // One pass over the people: all figures of a preview are sums of these groups.
        var groups = await connection.QueryAsync<PreviewGroup>(new CommandDefinition($"""
            SELECT r.province_code, r.language, {gate.Text} AS reason, count(*) AS people
            FROM recipients r WHERE {condition.Text} GROUP BY 1, 2, 3
            """, gate.AddTo(condition.AddTo(new DynamicParameters())), commandTimeout: 300, cancellationToken: cancel));
        var provinces = await connection.QueryAsync<(string Code, string Name)>(new CommandDefinition(
            "SELECT code, name FROM provinces WHERE valid_from <= @today AND (valid_to IS NULL OR valid_to > @today)", new { today }, cancellationToken: cancel));
        return SegmentPreviewReport.Of(groups.AsList(), provinces.ToDictionary(p => p.Code, p => p.Name));
    }
}
