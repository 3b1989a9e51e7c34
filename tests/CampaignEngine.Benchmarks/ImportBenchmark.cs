using System.Diagnostics;
using CampaignEngine.Access;
using CampaignEngine.Benchmarks.Harness;
using CampaignEngine.Host.Demo;
using CampaignEngine.Recipients;

namespace CampaignEngine.Benchmarks;

/// <summary>A file of people checked, matched and upserted, against the server's COPY of the same file into columns of text, unchecked.</summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const int Rows = 1_000_000;
    private const int Columns = 20;

    private static readonly (string Work, int ChangedEvery, double? Target)[] Files =
        [("into an empty table", 0, 0.15), ("into a full one, 5 % changed", 20, 0.15), ("into a full one, all changed", 1, null)];

    public string Name => "import";

    public async Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var count = context.Count(Rows);
        await using var database = await BenchDatabase.StartAsync(cancel);
        var manager = (await DemoUsers.CreateAsync(database.Get<Users>(), cancel)).Manager;
        var csv = await PeopleCsv.CreateAsync(database, cancel);
        foreach (var (_, changedEvery, _) in Files) csv.Write(PathOf(database, changedEvery), count, changedEvery);
        await database.ExecuteAsync($"CREATE TABLE staging ({string.Join(", ", Enumerable.Range(1, Columns).Select(n => $"c{n} text"))})", null, cancel);

        var rates = Files.Select(_ => (Ours: new List<double>(), Bare: new List<double>())).ToList();
        List<double> cpu = [], bareCpu = [];
        for (var round = 1; round <= context.Runs; round++)
        {
            await database.ExecuteAsync("TRUNCATE recipients, consents, doubtful_matches", null, cancel);
            for (var at = 0; at < Files.Length; at++)
            {
                var (work, changedEvery, _) = Files[at];
                var meter = CpuMeter.Of(Environment.ProcessId, database.Postmaster);
                var bare = await CopyAsync(database, PathOf(database, changedEvery), cancel);
                bareCpu.Add(meter.Seconds);
                meter = CpuMeter.Of(Environment.ProcessId, database.Postmaster);
                var ours = await ImportAsync(database, PathOf(database, changedEvery), new DateOnly(2026, 4, 1).AddDays(at), manager, count, changedEvery, cancel);
                if (at == 0) cpu.Add(meter.Seconds);
                rates[at].Ours.Add(count / ours);
                rates[at].Bare.Add(count / bare);
                context.Say($"round {round}, {work}: {count / ours:n0} rows/s, copied {count / bare:n0}, {bare / ours:p0}");
            }
        }
        return new BenchResult(Name, null,
            [.. Files.Zip(rates, (file, rate) => new Figure($"{count:n0} rows {file.Work}", "rows/s", Median.Of(rate.Ours), Median.Of(rate.Bare), file.Target))],
            new Dictionary<string, double> { ["engine"] = ProcessMeter.PeakMiB(Environment.ProcessId) },
            new CpuPerMillion(Median.Of(bareCpu) / count * 1e6, Median.Of(cpu) / count * 1e6), ["CPU-seconds are those of the empty table"]);
    }

    private static async Task<double> CopyAsync(BenchDatabase database, string path, CancellationToken cancel)
    {
        await database.ExecuteAsync("TRUNCATE staging", null, cancel);
        await database.SettleAsync(cancel);
        var began = Stopwatch.GetTimestamp();
        await database.ExecuteAsync($"COPY staging FROM '{path}' (FORMAT csv, HEADER)", null, cancel);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> ImportAsync(BenchDatabase database, string path, DateOnly asOf, Actor actor, int count, int changedEvery, CancellationToken cancel)
    {
        await database.SettleAsync(cancel);
        var began = Stopwatch.GetTimestamp();
        var report = await database.Get<ImportPeople>().ExecuteAsync(new PeopleImportRequest(path, asOf, "bench"), actor, progress: null, cancel);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var expected = changedEvery == 0 ? (count, 0) : (0, (count + changedEvery - 1) / changedEvery);
        return (report.Inserted, report.Updated) == expected
            ? seconds
            : throw new InvalidOperationException($"The import took in {report.Inserted}, changed {report.Updated}, refused {report.Rejected}, doubted {report.Doubtful}: {string.Join(", ", report.Faults)}");
    }

    private static string PathOf(BenchDatabase database, int changedEvery) => Path.Combine(database.ServerFolder, $"people-{changedEvery}.csv");
}
