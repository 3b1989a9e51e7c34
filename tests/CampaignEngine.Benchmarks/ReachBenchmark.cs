using System.Diagnostics;
using CampaignEngine.Benchmarks.Harness;
using CampaignEngine.Reach;

namespace CampaignEngine.Benchmarks;

/// <summary>The year's report by province over ten million delivered messages of ten runs, the last of them today.</summary>
internal sealed class ReachBenchmark : IBenchmark
{
    private const int People = 1_000_000;
    private const int RunsOfTheYear = 10;
    private const int Reports = 3;

    private const string Template = """
        INSERT INTO template_versions (key, channel, language, version, class, themes, fields, body, body_hash, translator, imported_by, imported_at)
        VALUES ('bench', 'sms', 'vi', 1, 'PolicyInfo', (SELECT ARRAY[min(theme)] FROM theme_goals), '{}', 'text', '', 'bench', 1, @at);
        INSERT INTO senders (sender, receipts, next_free_at) VALUES ('twilio', 'handset', @at)
        """;

    private const string Run = """
        INSERT INTO runs (campaign_id, kind, state, launched_at, finished_at) VALUES (@run, 'campaign', 'completed', @at, @at);
        INSERT INTO audience_members (run_id, recipient_id, pseudonym, segment, province_code, commune_code, ethnic_code, language, birth_year, sex, occupation, scheme_status)
        SELECT @run, recipient_id, pseudonym, groups[1], province_code, commune_code, ethnic_code, language, birth_year, sex, occupation, scheme_status
        FROM recipients ORDER BY recipient_id;
        INSERT INTO messages (run_id, message_no, recipient_id, channel, address, number_key, class, template_id, language, encoding, parts, expires_at, changed_at,
            status, attempt, provider, provider_id, delivered_at)
        SELECT @run, recipient_id, recipient_id, 'sms', phone, number_key, 'PolicyInfo', (SELECT max(template_id) FROM template_versions), 'vi', 'GSM7', 1,
            @at + interval '1 day', @at, 'delivered', 1, 'twilio', 'SM' || md5(recipient_id::text), @at
        FROM recipients ORDER BY recipient_id
        """;

    public string Name => "reach";

    public async Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var people = context.Count(People);
        await using var database = await BenchDatabase.StartAsync(cancel);
        await BenchPeople.SeedAsync(database, 1, people, cancel);
        await database.ExecuteAsync(Template, new { at = BenchDatabase.Start.UtcDateTime }, cancel);
        for (var run = 1; run <= RunsOfTheYear; run++)
            await database.ExecuteAsync(Run, new { run, at = BenchDatabase.Start.AddDays(7 * (run - RunsOfTheYear)).UtcDateTime }, cancel);
        await database.ExecuteAsync("VACUUM ANALYZE", null, cancel);
        context.Say($"{people * RunsOfTheYear:n0} messages stored");

        var times = new List<double>();
        for (var at = 0; at <= Reports * context.Runs; at++)
        {
            var began = Stopwatch.GetTimestamp();
            var report = await database.Get<ReachQuery>().ReportAsync(BenchDatabase.Start.Year, ReachDimension.Province, cancel);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (at == 0) context.Say($"{report.Goals[0].Total.Reached:n0} reached in {report.Goals[0].Rows.Count} provinces, {seconds:n2} s");
            else times.Add(seconds);
        }
        return new BenchResult(Name, null, [new Figure($"report over {people * RunsOfTheYear:n0} messages by province, today live", "s", Median.Of(times), null, 1, AtMost: true)],
            new Dictionary<string, double>(), null, [$"{times.Count} reports, the slowest {times.Max():n2} s"]);
    }
}
