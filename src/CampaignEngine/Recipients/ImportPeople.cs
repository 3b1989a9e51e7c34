using System.Diagnostics;
using CampaignEngine.Access;
using CampaignEngine.Calendar;
using CampaignEngine.Files;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Recipients;

/// <summary>Takes in a file of people: checked row by row, written by set, in one transaction with its record.</summary>
public sealed class ImportPeople(NpgsqlDataSource source, EngineSecrets secrets, AuditTrail audit, IEnumerable<IPeopleImportStep> steps, TimeProvider clock)
{
    private const string Kind = "people";

    public async Task<PeopleImportReport> ExecuteAsync(PeopleImportRequest request, Actor actor, IProgress<PeopleImportProgress>? progress, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        var watch = Stopwatch.StartNew();
        var file = await FileCheck.RunAsync(request.Path, cancel);
        if (request.RejectsPath is { } rejectsPath && Path.GetFullPath(rejectsPath) == Path.GetFullPath(request.Path))
            throw new RefusedException("rejects-is-file", rejectsPath, "Tệp hàng lỗi không được trùng với tệp nhập.", "The rejects file must not be the imported file.");

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // One file of people at a time: whom a row matches must not change between the match and the writing.
        await connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_xact_lock(hashtext('import people'))", commandTimeout: 0, cancellationToken: cancel));

        var at = clock.GetUtcNow();
        var record = new ImportRecord(Kind, Path.GetFileName(request.Path), file.Hash, request.Source ?? Path.GetFileName(request.Path),
            request.AsOf ?? VietnamTime.Today(clock), actor.UserId, at);
        var firstTaken = await ImportStore.FirstTakenAsync(connection, Kind, file.Hash, cancel);
        var import = new PeopleImport(await ImportStore.BeginAsync(connection, record, cancel), record.Source, at.UtcDateTime);

        using var reading = await PeopleFile.OpenAsync(connection, file, request, record.AsOf, VietnamTime.Today(clock), secrets.NumberKey, cancel);
        await reading.StageAsync(connection, progress, cancel);
        await PeopleMatch.ExecuteAsync(connection, cancel);
        await DoubtfulMatches.FindAsync(connection, cancel);
        var notTaken = await PeopleMatch.NotTakenAsync(connection, cancel);
        var (inserted, updated, older) = await PeopleUpsert.ExecuteAsync(connection, import, cancel);
        var doubtfulNew = await DoubtfulMatches.KeepAsync(connection, import.ImportId, reading.Return(notTaken), cancel);
        foreach (var step in steps) await step.ApplyAsync(connection, import, cancel);

        var report = reading.Report(record, request, import, inserted, updated, older, notTaken.Count(r => r.Fate == "doubtful"), doubtfulNew, firstTaken);
        report = report with { DurationMs = watch.ElapsedMilliseconds };
        // The same file again, or a dry run, leaves no trace: the transaction ends without a commit.
        if (!request.DryRun && !(report.NothingChanged && firstTaken is not null))
        {
            await ImportStore.FinishAsync(connection, import.ImportId, watch.Elapsed, report, cancel);
            await audit.WriteAsync(connection, actor, "people.import", Convert.ToHexStringLower(file.Hash), new { import.ImportId, report.Rows, report.Inserted, report.Updated, report.Rejected }, cancel);
            FailPoint.Reach(FailPoint.MidImport);
            await transaction.CommitAsync(cancel);
        }
        reading.Finish();
        return report;
    }
}
