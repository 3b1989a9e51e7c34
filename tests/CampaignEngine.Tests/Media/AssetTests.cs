using CampaignEngine.Access;
using CampaignEngine.Media;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Media;

public sealed class AssetTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private readonly ScratchFolder folder = new();

    public static TheoryData<string, byte[], string> Good => new()
    {
        { ".png", SampleMedia.Png(), "photo image/png" },
        { ".JPG", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2], "photo image/jpeg" },
        { ".mp4", SampleMedia.Mp4(), "video video/mp4" },
        { ".mp3", [.. "ID3"u8, 4, 0, 0], "recording audio/mpeg" },
        { ".mp3", [0xFF, 0xFB, 0x90, 0], "recording audio/mpeg" },
        { ".wav", [.. "RIFF"u8, 1, 2, 3, 4, .. "WAVEfmt "u8], "recording audio/wav" },
        { ".ogg", [.. "OggS"u8, 0, 2], "recording audio/ogg" },
        { ".srt", System.Text.Encoding.UTF8.GetBytes(SampleMedia.Captions), "captions application/x-subrip" },
        { ".vtt", "WEBVTT\n\n00:01.000 --> 00:03.500\nXin chào\n"u8.ToArray(), "captions text/vtt" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public async Task A_file_is_taken_in_whole_and_read_back(string extension, byte[] bytes, string expected)
    {
        await using var bench = await CampaignBench.StartAsync(database);
        var added = await AddAsync(bench, extension, bytes);
        Assert.Equal((expected, (long)bytes.Length), ($"{added.Asset.Kind} {added.Asset.MediaType}", added.Asset.Size));
        Assert.Equal(bytes, await bench.Services.GetRequiredService<AssetStore>().ReadAsync(added.Asset, default));
    }

    public static TheoryData<string, byte[], string> Bad => new()
    {
        { ".png", [], "file-empty" },
        { ".jpg", SampleMedia.Png(), "asset-kind" },
        { ".mp4", "#!/bin/sh\nrm -rf\n"u8.ToArray(), "asset-kind" },
        { ".png", [0x4D, 0x5A, 0x90, 0], "asset-kind" },
        { ".mp3", SampleMedia.Mp4(), "asset-kind" },
        { ".png", SampleMedia.Png()[..^6], "asset-cut-off" },
        { ".mp4", SampleMedia.Mp4()[..^3], "asset-cut-off" },
        { ".mp4", SampleMedia.Mp4()[..^13], "asset-cut-off" }, // ends with its pictures, without their index
        { ".png", [.. SampleMedia.Png()[..16], .. new byte[1 << 20], .. SampleMedia.Png()[16..]], "asset-too-large" },
        { ".srt", "1\n00:00:03,000 --> 00:00:01,000\nNgược\n"u8.ToArray(), "captions-shape" },
        { ".srt", "1\n00:00:01,000 --> 00:00:03,000\n\n"u8.ToArray(), "captions-shape" },
        { ".srt", "1 chưa có giờ\n"u8.ToArray(), "captions-shape" },
        { ".srt", [(byte)'1', (byte)'\n', 0xC3, 0x28], "captions-shape" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_not_what_it_says_or_too_large_is_refused_before_it_is_stored(string extension, byte[] bytes, string code)
    {
        await using var bench = await CampaignBench.StartAsync(database, settings: new Dictionary<string, string?> { ["Media:LargestPhoto"] = "1" });
        await bench.Connection.ExecuteAsync("TRUNCATE assets CASCADE");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => AddAsync(bench, extension, bytes));
        Assert.Equal(code, Assert.Single(refused.Problems).Code);
        Assert.Equal((0, 0), (await bench.ScalarAsync<int>("SELECT count(*) FROM assets"), await bench.ScalarAsync<int>("SELECT count(*) FROM asset_chunks")));
    }

    [Fact]
    public async Task A_large_file_is_read_by_pieces_from_anywhere()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        var bytes = SampleMedia.Mp4(3 * AssetStore.ChunkSize + 12_345, seed: 7);
        var asset = (await AddAsync(bench, ".mp4", bytes)).Asset;
        var store = bench.Services.GetRequiredService<AssetStore>();
        Assert.Equal(4, await bench.ScalarAsync<int>($"SELECT count(*) FROM asset_chunks WHERE asset_id = {asset.AssetId}"));
        foreach (var (from, most) in ((long, int)[])[(0, 10), (AssetStore.ChunkSize - 5, 10), (AssetStore.ChunkSize, AssetStore.ChunkSize), (700_000, 2_500_000), (bytes.Length - 7, 1000)])
            Assert.Equal(bytes.AsSpan((int)from, (int)Math.Min(most, bytes.Length - from)).ToArray(), await store.ReadAsync(asset, from, most, default));
    }

    [Fact]
    public async Task The_same_file_twice_also_at_once_is_one_asset()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        var bytes = SampleMedia.Mp4(50_000, seed: 9);
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => AddAsync(bench, ".mp4", bytes))));
        Assert.Single(added.Select(a => a.Asset.AssetId).Distinct());
        Assert.Single(added, a => a.IsNew);
    }

    [Fact]
    public async Task Bytes_never_change_and_go_only_with_a_reason()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        var asset = (await AddAsync(bench, ".png", SampleMedia.Png(44))).Asset;
        foreach (var sql in (string[])["UPDATE asset_chunks SET bytes = ''", "DELETE FROM asset_chunks", "UPDATE assets SET description = 'khác'", "DELETE FROM assets"])
            await Assert.ThrowsAsync<PostgresException>(() => bench.Connection.ExecuteAsync($"{sql} WHERE asset_id = {asset.AssetId}"));
        await bench.Services.GetRequiredService<WithdrawAsset>().ExecuteAsync(bench.Author, asset.AssetId, "người trong ảnh yêu cầu", default);
        Assert.Equal(0, await bench.ScalarAsync<int>($"SELECT count(*) FROM asset_chunks WHERE asset_id = {asset.AssetId}"));
        Assert.Equal(AssetFaults.WithdrawnCode, (await Assert.ThrowsAsync<RefusedException>(() => bench.Services.GetRequiredService<AssetStore>().ReadAsync(asset, default))).Problems[0].Code);
        Assert.Equal(AssetFaults.WithdrawnCode, (await Assert.ThrowsAsync<RefusedException>(() => AddAsync(bench, ".png", SampleMedia.Png(44)))).Problems[0].Code);
        Assert.Equal(2, await bench.ScalarAsync<int>("SELECT count(*) FROM audit WHERE action LIKE 'asset.%'"));
    }

    [Fact]
    public async Task Only_a_manager_takes_files_in_and_not_without_a_description()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        var path = folder.Write(".png", SampleMedia.Png(3));
        var add = bench.Services.GetRequiredService<AddAsset>();
        await Assert.ThrowsAsync<ForbiddenException>(() => add.ExecuteAsync(bench.Approver, path, "Ảnh", default));
        Assert.Equal("asset-description", (await Assert.ThrowsAsync<RefusedException>(() => add.ExecuteAsync(bench.Author, path, "  ", default))).Problems[0].Code);
    }

    public void Dispose() => folder.Dispose();

    private Task<AddedAsset> AddAsync(CampaignBench bench, string extension, byte[] bytes) =>
        bench.Services.GetRequiredService<AddAsset>().ExecuteAsync(bench.Author, folder.Write(extension, bytes), "Bà con nghe tư vấn ở Vĩnh Long", default);
}
