using CampaignEngine.Files;
using CampaignEngine.Places;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Recipients;

/// <summary>One file of people being read: once to check and stage its rows, a second time for those that the match turned away.</summary>
internal sealed class PeopleFile : IDisposable
{
    private const int RowsBetweenReports = 2_000;

    private readonly FileCheck file;
    private readonly TableReader table;
    private readonly PeopleLayout layout;
    private readonly PeopleRowCheck check;
    private readonly PeopleTally tally = new();
    private readonly RejectsFile rejects;
    private int rows;

    private PeopleFile(FileCheck file, TableReader table, PeopleImportRequest request, PlaceIndex places, DateOnly asOf, DateOnly today, byte[] numberKey)
    {
        (this.file, this.table) = (file, table);
        layout = PeopleLayout.Of(file.Path, table.Header);
        check = new PeopleRowCheck(places, numberKey, asOf, request.AsOf is not null, today, tally);
        rejects = new RejectsFile(request.RejectsPath, table.Header);
    }

    public static async Task<PeopleFile> OpenAsync(
        NpgsqlConnection connection, FileCheck file, PeopleImportRequest request, DateOnly asOf, DateOnly today, byte[] numberKey, CancellationToken cancel)
    {
        var places = await PlaceIndex.LoadAsync(connection, cancel);
        var table = TableReader.Open(file);
        try
        {
            return new PeopleFile(file, table, request, places, asOf, today, numberKey);
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    public async Task StageAsync(NpgsqlConnection connection, IProgress<PeopleImportProgress>? progress, CancellationToken cancel)
    {
        await connection.ExecuteAsync(PeopleStaging.Create);
        await using var writer = await CopyWriter.BeginAsync(connection, PeopleStaging.Copy, cancel);
        var row = new PeopleRow(table, layout);
        var person = new StagedPerson();
        var seen = new SeenBefore();
        while (table.Read())
        {
            check.Read(row, person);
            if (row.Faults.Count > 0) rejects.Add(row);
            else
            {
                person.Again = seen.Add(person);
                PeopleStaging.Write(writer, person);
            }
            if (++rows % RowsBetweenReports != 0) continue;
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new PeopleImportProgress(table.Progress, rows));
        }
        await writer.CompleteAsync();
        progress?.Report(new PeopleImportProgress(1, rows));
    }

    /// <summary>Reads the file again for the cells of rows the match did not take: faults go to the rejects file, doubtful ones are yielded.</summary>
    public IEnumerable<(int RowNumber, IReadOnlyDictionary<string, string> Cells)> Return(IReadOnlyList<(int RowNumber, string Fate)> notTaken)
    {
        if (notTaken.Count == 0) yield break;
        using var again = TableReader.Open(file);
        var row = new PeopleRow(again, layout);
        var next = 0;
        while (next < notTaken.Count && again.Read())
        {
            if (again.RowNumber != notTaken[next].RowNumber) continue;
            var fate = notTaken[next++].Fate;
            if (fate == "doubtful")
            {
                yield return (row.Number, Cells(row));
                continue;
            }
            row.Faults.Clear();
            row.Fault(fate, null);
            rejects.Add(row);
        }
    }

    public PeopleImportReport Report(
        ImportRecord record, PeopleImportRequest request, PeopleImport import, int inserted, int updated, int older, int doubtful, int doubtfulNew, DateTime? firstTaken)
    {
        var counts = new Dictionary<string, int>(import.Counts, StringComparer.Ordinal)
        {
            ["phonesConverted"] = tally.PhonesConverted,
            ["phonesForeign"] = tally.PhonesForeign,
            ["zerosRestored"] = tally.ZerosRestored,
            ["communesLeftOut"] = tally.CommunesLeftOut,
        };
        return new PeopleImportReport(
            record.FileName, Convert.ToHexStringLower(record.FileHash), record.Source, record.AsOf, request.DryRun, rows, inserted, updated,
            rows - inserted - updated - older - doubtful - rejects.Rows, older, doubtful, doubtfulNew, rejects.Rows, rejects.Counts, counts, layout.Ignored, firstTaken, request.RejectsPath)
        {
            NothingChanged = inserted + updated + doubtfulNew + import.Counts.Values.Sum() == 0,
        };
    }

    public void Finish() => rejects.Finish();

    public void Dispose()
    {
        rejects.Dispose();
        table.Dispose();
    }

    /// <summary>Two headers may be the same word where neither means anything here: the later one is numbered.</summary>
    private Dictionary<string, string> Cells(PeopleRow row)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (header, cell) in table.Header.Zip(row.Originals()))
            cells[cells.ContainsKey(header) ? $"{header} ({cells.Count + 1})" : header] = cell;
        return cells;
    }
}
