using System.Diagnostics;
using System.Text.Json;
using CampaignEngine.Access;
using CampaignEngine.Benchmarks.Harness;
using CampaignEngine.Consent;
using CampaignEngine.Host.Demo;
using CampaignEngine.Segments;

namespace CampaignEngine.Benchmarks;

/// <summary>The preview of a rule of six conditions over a million people, the gate's exclusions included.</summary>
internal sealed class SegmentBenchmark : IBenchmark
{
    private const int People = 1_000_000;
    private const int Previews = 7;

    private const string Rule = """
        { "all": [
          { "field": "age", "op": "between", "value": [18, 59] },
          { "field": "occupation", "op": "in", "value": ["farm_household", "market_trader", "household_business", "self_employed"] },
          { "field": "scheme_status", "op": "in", "value": ["none", "lapsed"] },
          { "field": "payment_method", "op": "unknown" },
          { "field": "sex", "op": "is", "value": "female" },
          { "field": "dead", "op": "is", "value": false }
        ] }
        """;

    public string Name => "segment";

    public async Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var count = context.Count(People);
        await using var database = await BenchDatabase.StartAsync(cancel);
        await BenchPeople.SeedAsync(database, 1, count, cancel);
        var actor = (await DemoUsers.CreateAsync(database.Get<Users>(), cancel)).Manager;
        await database.ExecuteAsync("VACUUM ANALYZE", null, cancel);
        using var json = JsonDocument.Parse(Rule);
        var rule = await database.Get<SegmentCatalogue>().ReadAsync(json.RootElement, "$", cancel);

        var times = new List<double>();
        for (var at = 0; at <= Previews * context.Runs; at++)
        {
            var began = Stopwatch.GetTimestamp();
            var report = await database.Get<SegmentPreview>().ExecuteAsync(actor, rule, MessageClass.PolicyInfo, "sms", "bench", cancel);
            if (at == 0) context.Say($"{report.Matched:n0} matched, {report.Contactable:n0} contactable");
            else times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return new BenchResult(Name, null, [new Figure($"preview over {count:n0} people, 6 conditions", "ms", Median.Of(times), null, 150, AtMost: true)],
            new Dictionary<string, double>(), null, [$"{times.Count} previews, the slowest {times.Max():n0} ms"]);
    }
}
