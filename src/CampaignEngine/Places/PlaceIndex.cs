using Dapper;
using Npgsql;

namespace CampaignEngine.Places;

/// <summary>Finds the place of today that a row means, or says why it cannot be told. Loaded once for a file; holds no connection.</summary>
public sealed class PlaceIndex
{
    private readonly ProvinceIndex provinces;
    private readonly CommuneIndex communes;

    internal PlaceIndex(ProvinceIndex provinces, CommuneIndex communes) => (this.provinces, this.communes) = (provinces, communes);

    public static async Task<PlaceIndex> LoadAsync(NpgsqlConnection connection, CancellationToken cancel) => new(
        new ProvinceIndex(
            await connection.QueryAsync<ProvinceRow>(new CommandDefinition("SELECT code, name, full_name, name_en FROM provinces WHERE valid_to IS NULL", cancellationToken: cancel)),
            (await connection.QueryAsync<SuccessionRow>(new CommandDefinition("SELECT old_code, old_name, new_code, changed_on, code_reused FROM province_succession", cancellationToken: cancel))).AsList()),
        new CommuneIndex(
            await connection.QueryAsync<CommuneRow>(new CommandDefinition("SELECT code, province_code, name, full_name, valid_from, valid_to FROM communes", cancellationToken: cancel))));

    public PlaceFault Resolve(in PlaceCells cells, out Place place)
    {
        place = default;
        if (cells.IsEmpty) return PlaceFault.None;
        var before = cells.StatedOn < provinces.ChangedOn;
        var commune = cells.CommuneCode.IsEmpty ? null : communes.ByCode(cells.CommuneCode, cells.StatedOn);
        if (commune is null && !cells.CommuneCode.IsEmpty && !before) return PlaceFault.CommuneUnknown;

        var fault = Province(cells, before, commune?.ProvinceCode, out var province);
        if (fault == PlaceFault.None)
            fault = Commune(cells, before, province, commune, out place);
        return fault;
    }

    private PlaceFault Province(in PlaceCells cells, bool before, string? ofCommune, out string? province)
    {
        province = null;
        string? named = null;
        if (!cells.Province.IsEmpty)
        {
            named = provinces.ByName(cells.Province);
            if (named is null) return PlaceFault.ProvinceUnknown;
        }
        if (cells.ProvinceCode.IsEmpty)
        {
            // An old commune's code may have gone on elsewhere: before the change it names no province.
            province = named ?? (before ? null : ofCommune);
            return PlaceFault.None;
        }
        var old = provinces.AsOld(cells.ProvinceCode);
        var today = before ? null : provinces.AsToday(cells.ProvinceCode);
        if (old is null && today is null) return PlaceFault.ProvinceUnknown;
        if (named is not null && named != today && named != old) return PlaceFault.ProvincesDisagree;
        var hint = named ?? (before ? null : ofCommune);
        if (hint is null && !before && provinces.WasReused(cells.ProvinceCode)) return PlaceFault.ProvinceAmbiguous;
        if (hint is not null && hint != today && hint != old) return PlaceFault.CommuneElsewhere;
        province = hint ?? today ?? old;
        return PlaceFault.None;
    }

    private PlaceFault Commune(in PlaceCells cells, bool before, string? province, CommuneRow? commune, out Place place)
    {
        place = new Place(province, null);
        if (commune is not null && commune.ProvinceCode == province)
        {
            place = new Place(province, commune.Code);
            return PlaceFault.None;
        }
        if (commune is not null && !before) return PlaceFault.CommuneElsewhere;
        if (cells.Commune.IsEmpty || province is null)
        {
            // Ten thousand communes of before the change are in no list here: the province is right, the commune stays open.
            place = new Place(province, null, CommuneLeftOut: !cells.CommuneCode.IsEmpty || !cells.Commune.IsEmpty);
            return before || cells.Commune.IsEmpty ? PlaceFault.None : PlaceFault.CommuneUnknown;
        }
        var fault = communes.ByName(province, cells.Commune.ToString(), out var code);
        place = new Place(province, code, CommuneLeftOut: code is null);
        return before ? PlaceFault.None : fault;
    }
}
