using System.Globalization;
using System.Text;
using CampaignEngine.Calendar;
using CampaignEngine.Campaigns;
using CampaignEngine.Consent;
using CampaignEngine.Segments;
using CampaignEngine.Storage;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Audiences;

/// <summary>
/// Everyone a campaign's segments match, once, with the segment they are taken for and the gate's reason against them. Preview and freeze
/// run this same query, so that what was approved is what is frozen.
/// </summary>
public sealed class AudienceQuery(SegmentCatalogue catalogue, TimeProvider clock, IOptions<EngineOptions> engine)
{
    /// <exception cref="RefusedException">A pinned rule no longer holds, for example because its province was merged away.</exception>
    internal async Task<SqlFragment> BuildAsync(PinnedPlan pinned, CancellationToken cancel)
    {
        var today = VietnamTime.Today(clock);
        var gates = pinned.Plan.Channels.Select((channel, at) => Gate.Exclusion(
            new GateRequest(pinned.Plan.Class, channel.Channel, today, engine.Value.Mode), string.Create(CultureInfo.InvariantCulture, $"gate{at}_"))).ToList();
        var segment = await FirstSegmentAsync(pinned.Segments, today, cancel);
        // The inner CASE is both the choice by priority and the filter. OFFSET 0 keeps it from being evaluated twice.
        var sql = $"""
            SELECT r.recipient_id, r.pseudonym, segment, {Excluded(gates)} AS excluded, {Channel(gates)} AS channel, r.province_code, r.commune_code,
                r.ethnic_code, r.language, r.birth_year, r.sex, r.occupation, r.scheme_status
            FROM (SELECT r.*, {segment.Text} AS segment FROM recipients r OFFSET 0) r
            WHERE segment IS NOT NULL
            """;
        return new SqlFragment(sql, [
            .. segment.Arguments, .. gates.SelectMany(gate => gate.Arguments),
            .. pinned.Plan.Channels.Select((channel, at) => new SqlArgument(ChannelName(at), channel.Channel)),
        ]);
    }

    /// <summary>Only who may be reached by none of the channels is excluded, for the first one's reason.</summary>
    private static string Excluded(IReadOnlyList<SqlFragment> gates) => gates is [var only]
        ? only.Text
        : $"CASE WHEN {string.Join(" OR ", gates.Select(gate => $"({gate.Text}) IS NULL"))} THEN null ELSE {gates[0].Text} END";

    private static string Channel(IReadOnlyList<SqlFragment> gates) =>
        $"CASE {string.Join(' ', gates.Select((gate, at) => $"WHEN ({gate.Text}) IS NULL THEN @{ChannelName(at)}::text"))} END";

    private static string ChannelName(int at) => string.Create(CultureInfo.InvariantCulture, $"channel{at}");

    private async Task<SqlFragment> FirstSegmentAsync(IReadOnlyList<PinnedSegment> segments, DateOnly today, CancellationToken cancel)
    {
        var sql = new StringBuilder("CASE");
        var arguments = new List<SqlArgument>();
        for (var i = 0; i < segments.Count; i++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"segment{i}_");
            var rule = await catalogue.ReadAsync(segments[i].Rule, segments[i].Name, cancel);
            var condition = SegmentCompiler.Compile(rule, today, prefix);
            sql.Append(CultureInfo.InvariantCulture, $" WHEN {condition.Text} THEN @{prefix}name");
            arguments.AddRange(condition.Arguments);
            arguments.Add(new(prefix + "name", segments[i].Name));
        }
        return new SqlFragment(sql.Append(" END").ToString(), arguments);
    }
}
