using System.Diagnostics;
using CampaignEngine.Files;
using Dapper;
using Npgsql;

namespace CampaignEngine.Places;

/// <summary>Takes in the official list of communes as dated rows, in one transaction.</summary>
public sealed class ImportPlaces(NpgsqlDataSource source, TimeProvider clock)
{
    /// <param name="asOf">The day the list holds from.</param>
    /// <param name="name">Where it comes from: a decree or an office.</param>
    public async Task<PlacesReport> ExecuteAsync(string path, DateOnly asOf, string name, int userId, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var file = await FileCheck.RunAsync(path, cancel);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Two lists at once would each close what the other opens.
        await connection.ExecuteAsync("LOCK TABLE communes IN SHARE ROW EXCLUSIVE MODE");
        await RefuseOlderAsync(connection, path, asOf);
        var provinces = (await connection.QueryAsync<string>("SELECT code FROM provinces WHERE valid_to IS NULL")).ToHashSet(StringComparer.Ordinal);
        var entries = CommuneList.Read(file, provinces);

        await CommuneStore.StageAsync(connection, entries, cancel);
        var report = await CommuneStore.ApplyAsync(connection, asOf, name, cancel) with
        {
            Rows = entries.Count,
            Provinces = entries.Select(e => e.ProvinceCode).Distinct().Count(),
            FirstTakenAt = await ImportStore.FirstTakenAsync(connection, "places", file.Hash, cancel),
        };
        // The same list again leaves no trace: nothing happened.
        if (report.NothingChanged && report.FirstTakenAt is not null) return report;
        var record = new ImportRecord("places", Path.GetFileName(path), file.Hash, name, asOf, userId, clock.GetUtcNow());
        await ImportStore.FinishAsync(connection, await ImportStore.BeginAsync(connection, record, cancel), watch.Elapsed, report, cancel);
        await transaction.CommitAsync(cancel);
        return report;
    }

    private static async Task RefuseOlderAsync(NpgsqlConnection connection, string path, DateOnly asOf)
    {
        var newest = await connection.ExecuteScalarAsync<DateOnly?>("""
            SELECT greatest((SELECT max(valid_from) FROM communes), (SELECT max(as_of) FROM imports WHERE kind = 'places'))
            """);
        if (asOf < newest)
            throw new RefusedException("older-list", path,
                $"Danh mục ngày {asOf:dd/MM/yyyy} cũ hơn danh mục đang dùng ({newest:dd/MM/yyyy}).", $"The list of {asOf:yyyy-MM-dd} is older than the one in force ({newest:yyyy-MM-dd}).");
    }
}
