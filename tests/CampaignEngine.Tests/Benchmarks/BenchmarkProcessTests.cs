using System.Diagnostics;
using System.Text.Json;

namespace CampaignEngine.Tests.Benchmarks;

/// <summary>The command as a process of its own.</summary>
public sealed class BenchmarkProcessTests
{
    [Fact]
    public async Task A_small_dispatch_runs_end_to_end_and_reports_both_sides()
    {
        var (status, output, errors) = await RunAsync("dispatch", "--scale", "0.002", "--runs", "1", "--json");
        Assert.True(status == 0, errors);
        var result = JsonDocument.Parse(output).RootElement.GetProperty("results")[0];
        Assert.Equal("dispatch", result.GetProperty("name").GetString());
        var figure = result.GetProperty("figures")[0];
        Assert.True(figure.GetProperty("ours").GetDouble() > 0);
        Assert.Equal(figure.GetProperty("ours").GetDouble() / figure.GetProperty("baseline").GetDouble(), figure.GetProperty("ratio").GetDouble(), 9);
        Assert.True(result.GetProperty("peakMiB").GetProperty("worker").GetDouble() > 10);
        Assert.True(result.GetProperty("cpuPerMillion").GetProperty("engine").GetDouble() > 0);
    }

    [Theory]
    [InlineData("no-such-thing")]
    [InlineData("dispatch", "--runs", "0")]
    [InlineData("dispatch", "--scale", "2")]
    public async Task A_wrong_word_is_refused_in_both_languages(params string[] arguments)
    {
        var (status, output, errors) = await RunAsync(arguments);
        Assert.Equal(2, status);
        Assert.Empty(output);
        Assert.Contains("benchmark-", errors, StringComparison.Ordinal);
        Assert.True(errors.Contains("Name a benchmark", StringComparison.Ordinal) || errors.Contains("Between 1 and 99", StringComparison.Ordinal), errors);
        Assert.True(errors.Contains("Hãy nêu tên phép đo", StringComparison.Ordinal) || errors.Contains("Số lần từ 1 đến 99", StringComparison.Ordinal), errors);
    }

    private static async Task<(int Status, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "campaign-bench.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
