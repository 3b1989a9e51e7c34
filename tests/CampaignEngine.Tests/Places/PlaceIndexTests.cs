using CampaignEngine.Places;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Places;

/// <summary>On the real list of communes.</summary>
public sealed class PlaceIndexTests(PlaceIndexTests.Loaded loaded) : IClassFixture<PlaceIndexTests.Loaded>
{
    private static readonly DateOnly Before = new(2025, 6, 30);
    private static readonly DateOnly After = new(2026, 4, 1);

    [Theory]
    [InlineData("01", "", "", "", "01", null)]
    [InlineData("02", "", "", "", "08", null)] // Hà Giang went to Tuyên Quang; nobody has the code today
    [InlineData("", "Tỉnh Hoà Bình", "", "", "25", null)]
    [InlineData("", "hòa bình", "", "", "25", null)]
    [InlineData("", "TP. Hồ Chí Minh", "", "", "79", null)]
    [InlineData("", "TP.HCM", "", "", "79", null)]
    [InlineData("", "Bà Rịa-Vũng Tàu", "", "", "79", null)]
    [InlineData("", "Thừa Thiên Huế", "", "", "46", null)]
    [InlineData("", "", "00004", "", "01", "00004")]
    [InlineData("01", "", "", "Phường Ba Đình", "01", "00004")]
    [InlineData("01", "Hà Nội", "", "ba dinh", "01", "00004")]
    [InlineData("10", "", "", "", "15", null)] // old Lào Cai
    [InlineData("15", "Yên Bái", "", "", "15", null)]
    [InlineData("15", "Lào Cai", "", "", "15", null)]
    public void A_place_is_found(string code, string province, string communeCode, string commune, string expected, string? expectedCommune)
    {
        foreach (var day in (DateOnly?[])[null, After])
            Assert.Equal((PlaceFault.None, new Place(expected, expectedCommune)), Resolve(code, province, communeCode, commune, day));
    }

    [Theory]
    [InlineData("15", "15")]
    [InlineData("24", "24")]
    [InlineData("44", "44")]
    [InlineData("52", "52")]
    [InlineData("80", "80")]
    [InlineData("82", "82")]
    [InlineData("91", "91")]
    public void A_reused_code_needs_a_commune_a_name_or_a_date_before_the_change(string code, string today)
    {
        Assert.Equal(PlaceFault.ProvinceAmbiguous, Resolve(code, "", "", "", null).Fault);
        Assert.Equal(PlaceFault.ProvinceAmbiguous, Resolve(code, "", "", "", After).Fault);
        Assert.Equal((PlaceFault.None, new Place(today, null)), Resolve(code, "", "", "", Before));
        var commune = loaded.SomeCommuneOf(today);
        Assert.Equal((PlaceFault.None, new Place(today, commune)), Resolve(code, "", commune, "", null));
    }

    [Theory]
    [InlineData("03", "", "", "", PlaceFault.ProvinceUnknown)]
    [InlineData("", "Atlantis", "", "", PlaceFault.ProvinceUnknown)]
    [InlineData("01", "Cà Mau", "", "", PlaceFault.ProvincesDisagree)]
    [InlineData("79", "", "00004", "", PlaceFault.CommuneElsewhere)]
    [InlineData("", "Cà Mau", "00004", "", PlaceFault.CommuneElsewhere)]
    [InlineData("15", "", "00004", "", PlaceFault.CommuneElsewhere)]
    [InlineData("", "", "99999", "", PlaceFault.CommuneUnknown)]
    [InlineData("01", "", "", "Atlantis", PlaceFault.CommuneUnknown)]
    [InlineData("51", "", "", "son ha", PlaceFault.CommuneAmbiguous)] // Sơn Hà and Sơn Hạ
    public void What_cannot_be_told_is_a_fault(string code, string province, string communeCode, string commune, PlaceFault expected) =>
        Assert.Equal(expected, Resolve(code, province, communeCode, commune, null).Fault);

    [Fact]
    public void With_its_marks_a_name_is_told_from_its_like()
    {
        var (fault, place) = Resolve("51", "", "", "Xã Sơn Hà", null);
        Assert.Equal(PlaceFault.None, fault);
        Assert.NotEqual(place.Commune, Resolve("51", "", "", "Xã Sơn Hạ", null).Place.Commune);
    }

    [Fact]
    public void A_commune_of_before_the_change_is_left_open_and_its_province_kept()
    {
        Assert.Equal((PlaceFault.None, new Place("24", null, CommuneLeftOut: true)), Resolve("27", "", "09163", "", Before));
        Assert.Equal((PlaceFault.None, new Place("01", null, CommuneLeftOut: true)), Resolve("01", "", "", "Phường Trúc Bạch", Before));
    }

    [Fact]
    public void A_row_that_names_no_place_has_none() => Assert.Equal((PlaceFault.None, default), Resolve("", "", "", "", null));

    private (PlaceFault Fault, Place Place) Resolve(string code, string province, string communeCode, string commune, DateOnly? day)
    {
        var fault = loaded.Index.Resolve(new PlaceCells { ProvinceCode = code, Province = province, CommuneCode = communeCode, Commune = commune, StatedOn = day }, out var place);
        return (fault, place);
    }

    public sealed class Loaded : IAsyncLifetime
    {
        private readonly TestDatabase database = new();

        public PlaceIndex Index { get; private set; } = null!;

        public string SomeCommuneOf(string province) =>
            File.ReadLines(SharedData.Path("communes.csv")).Last(l => l.EndsWith("," + province, StringComparison.Ordinal))[..5];

        public async ValueTask InitializeAsync()
        {
            await database.InitializeAsync();
            await using var services = database.Services();
            await services.GetRequiredService<ImportPlaces>().ExecuteAsync(SharedData.Path("communes.csv"), new DateOnly(2026, 7, 1), "test", 1, default);
            await using var connection = await database.Source.OpenConnectionAsync();
            Index = await PlaceIndex.LoadAsync(connection, default);
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
