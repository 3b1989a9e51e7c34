using System.Text.Json;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Host;

/// <summary>The main job as its user starts it, small: real processes, real PostgreSQL, the simulator's own count.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_loses_nothing_doubles_nothing_and_adds_up()
    {
        using var home = new HomeFolderForTest();
        foreach (var folder in (string[])["templates", "docs"]) Directory.CreateSymbolicLink(Path.Combine(home.Path, folder), Checkout.Path(folder));
        var file = Path.Combine(home.Path, "out.json");
        var end = await CampaignProcess.RunAsync(home.Path, ["demo", "--people", "600", "--seed", "7", "--exit", "--json", file]);
        Assert.True(end.ExitCode == 0, $"{end.Output}\n{end.Errors}");

        var result = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        long Number(string name) => result.GetProperty(name).GetInt64();
        Assert.True(Number("targeted") > 100);
        Assert.Equal(Number("targeted"), Number("delivered") + Number("undelivered") + Number("failed") + Number("skipped") + Number("expired")
            + Number("cancelled") + Number("inDoubt") + Number("open"));
        Assert.Equal(Number("matched"), Number("excluded") + Number("targeted"));
        Assert.Equal(Number("simulatorAccepted"), Number("accepted"));
        Assert.Equal(0, Number("simulatorDuplicates"));
        Assert.True(result.GetProperty("reach")[0].GetProperty("total").GetProperty("reached").GetInt64() > 50);
        Assert.DoesNotContain("+84", end.Output + end.Errors);
    }

    [Fact]
    public async Task A_count_out_of_range_is_refused()
    {
        using var home = new HomeFolderForTest();
        var end = await CampaignProcess.RunAsync(home.Path, ["demo", "--people", "5", "--exit"]);
        Assert.Equal(2, end.ExitCode);
        Assert.Contains("demo-people", end.Errors);
    }
}
