using System.Diagnostics;
using CampaignEngine.Benchmarks.Harness;
using CampaignEngine.Reach;

namespace CampaignEngine.Benchmarks;

/// <summary>
/// The year's report by province over ten million delivered messages of ten runs, the last of them today: nine tenths of the people are rolled
/// up beforehand by one statement, the rest by the engine, and the last receipts of today wait and are read live.
/// </summary>
internal sealed class ReachBenchmark : IBenchmark
{
    private const int People = 1_000_000;
    private const int RunsOfTheYear = 10;
    private const int Reports = 7;

    /// <summary>What waits at most where a provider delivers 600 a second and the roll-up comes every 15 seconds; half of it to people not reached before.</summary>
    private const int Waiting = 10_000;

    private const string Template = """
        INSERT INTO template_versions (key, channel, language, version, class, themes, fields, body, body_hash, translator, imported_by, imported_at)
        VALUES ('bench', 'sms', 'vi', 1, 'PolicyInfo', (SELECT ARRAY[min(theme)] FROM theme_goals), '{}', 'text', '', 'bench', 1, @at);
        INSERT INTO senders (sender, receipts, next_free_at) VALUES ('twilio', 'handset', @at)
        """;

    private const string Run = """
        INSERT INTO runs (campaign_id, kind, state, launched_at, finished_at) VALUES (@run, 'campaign', 'completed', @at, @at);
        INSERT INTO audience_members (run_id, recipient_id, pseudonym, segment, province_code, commune_code, ethnic_code, language, birth_year, sex, occupation, scheme_status)
        SELECT @run, recipient_id, pseudonym, groups[1], province_code, commune_code, ethnic_code, language, birth_year, sex, occupation, scheme_status
        FROM recipients WHERE recipient_id <= @last ORDER BY recipient_id;
        INSERT INTO messages (run_id, message_no, recipient_id, channel, address, number_key, class, template_id, language, encoding, parts, expires_at, changed_at,
            status, attempt, provider, provider_id, delivered_at)
        SELECT @run, recipient_id, recipient_id, 'sms', phone, number_key, 'PolicyInfo', (SELECT max(template_id) FROM template_versions), 'vi', 'GSM7', 1,
            @at + interval '1 day', @at, 'delivered', 1, 'twilio', 'SM' || md5(recipient_id::text), @at
        FROM recipients WHERE recipient_id <= @last ORDER BY recipient_id
        """;

    private const string Earlier = """
        INSERT INTO first_reach (goal, year, pseudonym, segment, province_code, language, channel, counts, proven, delivered_at, birth_year, sex, occupation, scheme_status)
        SELECT tg.goal, 2026, a.pseudonym, a.segment, a.province_code, 'vi', 'sms', true, true, @at, a.birth_year, a.sex, a.occupation, a.scheme_status
        FROM audience_members a CROSS JOIN template_versions t JOIN theme_goals tg ON tg.theme = ANY (t.themes)
        WHERE a.run_id = 1 AND a.recipient_id BETWEEN @from AND @upTo
        """;

    private const string Queue = """
        INSERT INTO deliveries (run_id, message_nos)
        SELECT run_id, array_agg(message_no) FROM messages WHERE run_id >= @run AND message_no BETWEEN @from AND @upTo GROUP BY run_id, message_no / 2000
        ORDER BY run_id
        """;

    public string Name => "reach";

    public async Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var people = context.Count(People);
        await using var database = await BenchDatabase.StartAsync(cancel);
        await BenchPeople.SeedAsync(database, 1, people, cancel);
        await database.ExecuteAsync(Template, new { at = BenchDatabase.Start.UtcDateTime }, cancel);
        var waiting = Math.Min(Waiting, people / 2);
        for (var run = 1; run <= RunsOfTheYear; run++)
            await database.ExecuteAsync(Run, new { run, last = run < RunsOfTheYear ? people - waiting / 2 : people, at = At(run) }, cancel);
        await database.ExecuteAsync(Earlier, new { from = people / 10 + 1, upTo = people - waiting / 2, at = At(1) }, cancel);
        await using (var connection = await database.Source.OpenConnectionAsync(cancel)) await ReachRollUp.RecountAsync(connection, cancel);
        await database.ExecuteAsync(Queue, new { run = 1, from = 1, upTo = people / 10 }, cancel);
        await database.ExecuteAsync("VACUUM ANALYZE", null, cancel);
        var messages = await database.ScalarAsync<long>("SELECT count(*) FROM messages", null, cancel);
        context.Say($"{messages:n0} messages stored");

        var rolling = Stopwatch.GetTimestamp();
        var rolledUp = await database.Get<ReachRollUp>().ExecuteAsync(cancel);
        var rate = rolledUp / Stopwatch.GetElapsedTime(rolling).TotalSeconds;
        context.Say($"{rolledUp:n0} rolled up, {rate:n0}/s");
        await database.ExecuteAsync(Queue, new { run = RunsOfTheYear, from = people - waiting + 1, upTo = people }, cancel);

        var times = new List<double>();
        for (var at = 0; at <= Reports * context.Runs; at++)
        {
            var began = Stopwatch.GetTimestamp();
            var report = await database.Get<ReachQuery>().ReportAsync(BenchDatabase.Start.Year, ReachDimension.Province, cancel);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (at == 0) context.Say($"{report.Goals[0].Total.Reached:n0} reached in {report.Goals[0].Rows.Count} provinces, {seconds:n2} s");
            else times.Add(seconds);
        }
        return new BenchResult(Name, null,
        [
            new Figure($"report over {messages:n0} messages by province, today live", "s", Median.Of(times), null, 1, AtMost: true),
            new Figure("rolled up", "messages/s", rate, null, null),
        ], new Dictionary<string, double>(), null, [$"{times.Count} reports, the slowest {times.Max():n2} s, {waiting:n0} of today's receipts not rolled up; {rolledUp:n0} rolled up"]);
    }

    private static DateTime At(int run) => BenchDatabase.Start.AddDays(7 * (run - RunsOfTheYear)).UtcDateTime;
}
