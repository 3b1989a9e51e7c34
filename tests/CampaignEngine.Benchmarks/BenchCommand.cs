using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CampaignEngine.Benchmarks.Harness;
using CampaignEngine.Host;
using CampaignEngine.Host.Output;
using Spectre.Console;

namespace CampaignEngine.Benchmarks;

internal static class BenchCommand
{
    private static readonly Argument<string[]> Names = new("NAME") { Description = "Which: all, or names of the table in docs/performance.md", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<int> Runs = new("--runs") { DefaultValueFactory = _ => 3, Description = "How often each side is measured; medians are reported" };
    private static readonly Option<double> Scale = new("--scale") { DefaultValueFactory = _ => 1, Description = "A share of the amounts, for trying" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };
    private static readonly Option<bool> Write = new("--write") { Description = "Write the table into docs/performance.md" };

    public static async Task<int> RunAsync(string[] args)
    {
        // Our own children.
        if (args is [DiscardingEndpoint.Verb, var key]) return await DiscardingEndpoint.RunAsync(key);
        if (args is [BareClient.Verb, var file, var calls]) return await BareClient.RunAsync(file, int.Parse(calls, CultureInfo.InvariantCulture));
        var command = new RootCommand("Measures the engine against the same work without it. Reached or not, the exit status is 0 when it ran.") { Names, Runs, Scale, Json, Write };
        command.SetAction(ExecuteAsync);
        var parsed = command.Parse(args);
        foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
        return parsed.Errors.Count > 0
            ? ExitStatus.Refused
            : await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
    }

    private static async Task<int> ExecuteAsync(ParseResult parse, CancellationToken cancel)
    {
        var benchmarks = Catalogue.Of(parse.GetValue(Names)!);
        var (runs, scale) = (parse.GetValue(Runs), parse.GetValue(Scale));
        if (runs is < 1 or > 99 || scale is not (> 0 and <= 1))
            throw new RefusedException("benchmark-size", "--runs, --scale", "Số lần từ 1 đến 99; tỷ lệ lớn hơn 0, không quá 1.", "Between 1 and 99 runs; a scale above 0, at most 1.");

        var results = new List<BenchResult>();
        foreach (var benchmark in benchmarks)
        {
            Console.Error.WriteLine($"{benchmark.Name}…");
            results.Add(await benchmark.RunAsync(new BenchContext(runs, scale, line => Console.Error.WriteLine($"  {line}")), cancel));
        }
        await ReportAsync(parse, await Machine.ReadAsync(cancel), results, cancel);
        return ExitStatus.Ok;
    }

    private static async Task ReportAsync(ParseResult parse, Machine machine, List<BenchResult> results, CancellationToken cancel)
    {
        var command = string.Join(' ', (string[])["campaign bench", .. parse.Tokens.Select(t => t.Value)]);
        if (parse.GetValue(Json)) Console.WriteLine(JsonSerializer.Serialize(BenchReport.Json(machine, command, results), JsonOutput.Options));
        else BenchReport.Print(results, AnsiConsole.Console);
        if (!parse.GetValue(Write)) return;
        var page = HomeFolder.Resolve("docs/performance.md");
        await File.WriteAllTextAsync(page, PerformancePage.Replace(await File.ReadAllTextAsync(page, cancel), machine, command, results), cancel);
    }
}
