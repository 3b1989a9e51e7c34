using CampaignEngine.Recipients.Generation;

namespace CampaignEngine.Tests.Recipients.Generation;

public sealed class GeneratedFileImportTests : IAsyncLifetime
{
    private readonly ImportBench bench = new();

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Every_good_row_comes_in_marked_and_every_faulty_one_is_kept_out_or_aside()
    {
        var path = bench.Scratch.Write(".csv", "");
        var file = GeneratePeople.Execute(5000, seed: 5, path, default);
        var report = await bench.ImportFileAsync(path, GenerationShares.StateOn);
        Assert.Equal((5000, 5000 - file.FaultyRows, file.FaultyRows), (report.Rows, report.Inserted, report.Rejected + report.Doubtful));
        Assert.InRange(file.FaultyRows, 30, 75);
        Assert.Empty(report.IgnoredColumns);
        Assert.Equal(report.Inserted, await bench.OneAsync<int>("SELECT count(*)::int FROM recipients WHERE invented"));
    }
}
