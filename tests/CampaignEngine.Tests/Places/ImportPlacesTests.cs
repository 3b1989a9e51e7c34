using CampaignEngine.Places;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Places;

/// <summary>Each test has a database of its own: the tests change the one list of communes.</summary>
public sealed class ImportPlacesTests : IAsyncLifetime, IDisposable
{
    private static readonly DateOnly July = new(2026, 7, 1);
    private readonly TestDatabase database = new();
    private readonly ScratchFolder scratch = new();

    public async ValueTask InitializeAsync() => await database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task The_official_list_comes_in_whole_and_a_second_time_changes_nothing()
    {
        var first = await ImportAsync(SharedData.Path("communes.csv"), July);
        Assert.Equal((3321, 34, 0, 0), (first.Rows, first.Provinces, first.Changed, first.Closed));
        Assert.Equal(3321, first.Opened + first.Unchanged); // some five a province ship with the product

        var second = await ImportAsync(SharedData.Path("communes.csv"), July.AddDays(30));
        Assert.True(second.NothingChanged);
        Assert.NotNull(second.FirstTakenAt);
        Assert.Equal((3321L, 1L), (await CountAsync("communes WHERE valid_to IS NULL"), await CountAsync("imports")));
    }

    [Fact]
    public async Task The_shipped_communes_are_those_of_the_official_list()
    {
        var shipped = await CountAsync("communes");
        var report = await ImportAsync(SharedData.Path("communes.csv"), July);
        Assert.Equal(shipped, report.Unchanged);
        Assert.Equal(13L, await CountAsync("communes WHERE kind = 'special_zone' AND valid_from < '2026-01-01'"));
        Assert.Equal(34L, await CountAsync("(SELECT DISTINCT province_code FROM communes WHERE valid_from < '2026-01-01') p"));
    }

    [Fact]
    public async Task A_vanished_row_is_closed_a_changed_one_opened_anew_and_other_provinces_left_alone()
    {
        var list = scratch.Write(".csv", """
            Mã,Tên,Cấp,Mã TP
            00004,Phường Ba Đình,Phường,01
            00008,Phường Tên Mới,Phường,01
            99999,Xã Mới,Xã,01
            """);
        var others = await CountAsync("communes WHERE province_code <> '01'");
        var report = await ImportAsync(list, July);
        Assert.Equal((1, 1, 3, 1), (report.Opened, report.Changed, report.Closed, report.Unchanged));
        Assert.Equal(others, await CountAsync("communes WHERE province_code <> '01' AND valid_to IS NULL"));
        Assert.Equal(2L, await CountAsync($"communes WHERE code = '00008' AND (valid_to = '2026-07-01' OR valid_from = '2026-07-01' AND name = 'Tên Mới')"));

        var back = scratch.Write(".csv", "code,name,full_name,kind,province_code\n00004,Ba Đình,Phường Ba Đình,ward,01\n00008,Ngọc Hà,Phường Ngọc Hà,ward,01\n");
        Assert.Equal((1, 1), ((await ImportAsync(back, July)).Changed, (await ImportAsync(back, July)).Unchanged - 1));
    }

    [Fact]
    public async Task An_older_list_is_refused()
    {
        await ImportAsync(SharedData.Path("communes.csv"), July);
        Assert.Equal("older-list", Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => ImportAsync(SharedData.Path("communes.csv"), July.AddDays(-1)))).Problems).Code);
    }

    [Fact]
    public async Task A_wrong_row_refuses_the_list_with_all_that_is_wrong()
    {
        var list = scratch.Write(".csv", "code,name,full_name,kind,province_code\n0004,A,Phường A,ward,01\n00008,B,Phường B,ward,99\n00009,C,C,,01\n00010,D,Xã D,,01\n00010,D,Xã D,,01\n");
        var problems = (await Assert.ThrowsAsync<RefusedException>(() => ImportAsync(list, July))).Problems;
        Assert.Equal(["place-cell", "province-unknown", "place-cell", "duplicate-code"], problems.Select(p => p.Code));
        Assert.Equal(0L, await CountAsync("imports"));
    }

    private async Task<PlacesReport> ImportAsync(string path, DateOnly asOf)
    {
        await using var services = database.Services();
        return await services.GetRequiredService<ImportPlaces>().ExecuteAsync(path, asOf, "test", 1, default);
    }

    private async Task<long> CountAsync(string from)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {from}");
    }
}
