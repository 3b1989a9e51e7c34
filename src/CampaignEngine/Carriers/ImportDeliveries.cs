using System.Diagnostics;
using CampaignEngine.Access;
using CampaignEngine.Calendar;
using CampaignEngine.Channels;
using CampaignEngine.Files;
using Dapper;
using Npgsql;

namespace CampaignEngine.Carriers;

/// <param name="Rows">Of the file.</param>
/// <param name="Taken">New, or other than what an earlier file said.</param>
/// <param name="Unknown">Of the taken, those that name no message of ours.</param>
public sealed record DeliveriesReport(int Rows, int Taken, int Unknown);

/// <summary>Takes a carrier's list of messages, all rows or none. Their statuses are applied afterwards, by <see cref="ApplyDeliveries"/>.</summary>
public sealed class ImportDeliveries(NpgsqlDataSource source, IEnumerable<IChannel> channels, AuditTrail audit, TimeProvider clock)
{
    public const string Kind = "carrier-deliveries";

    public async Task<DeliveriesReport> ExecuteAsync(Actor actor, string provider, string path, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        CarrierProvider.Check(channels, provider);
        var watch = Stopwatch.StartNew();
        var file = await FileCheck.RunAsync(path, cancel);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var rows = await DeliveryFile.StageAsync(connection, file, cancel);
        await RefuseDoublesAsync(connection, path, cancel);
        await connection.ExecuteAsync(new($"""
            UPDATE {DeliveryFile.Staged} s SET run_id = p.run_id, message_no = p.message_no
            FROM provider_ids p WHERE s.run_id IS NULL AND p.provider = @provider AND s.message = 'id:' || p.provider_id
            """, new { provider }, commandTimeout: 0, cancellationToken: cancel));

        var import = await ImportStore.BeginAsync(connection, new ImportRecord(Kind, Path.GetFileName(path), file.Hash, provider, VietnamTime.Today(clock), actor.UserId, clock.GetUtcNow()), cancel);
        var taken = (await connection.QueryAsync<bool>(new($"""
            INSERT INTO carrier_deliveries AS d (provider, message, run_id, message_no, at, brand, carrier, class, parts, status, code, import_id)
            SELECT @provider, message, run_id, message_no, at, brand, carrier, class, parts, status, code, @import FROM {DeliveryFile.Staged}
            ON CONFLICT (provider, message) DO UPDATE
            SET run_id = excluded.run_id, message_no = excluded.message_no, at = excluded.at, brand = excluded.brand, carrier = excluded.carrier, class = excluded.class,
                parts = excluded.parts, status = excluded.status, code = excluded.code, import_id = excluded.import_id,
                effect = CASE WHEN (d.status, d.run_id) IS NOT DISTINCT FROM (excluded.status, excluded.run_id) THEN d.effect END
            WHERE (d.run_id, d.at, d.brand, d.carrier, d.class, d.parts, d.status, d.code)
                IS DISTINCT FROM (excluded.run_id, excluded.at, excluded.brand, excluded.carrier, excluded.class, excluded.parts, excluded.status, excluded.code)
            RETURNING run_id IS NOT NULL
            """, new { provider, import }, commandTimeout: 0, cancellationToken: cancel))).AsList();
        var report = new DeliveriesReport(rows, taken.Count, taken.Count(known => !known));
        // The same file again leaves no trace: the transaction ends without a commit.
        if (report.Taken == 0) return report;
        await ImportStore.FinishAsync(connection, import, watch.Elapsed, report, cancel);
        await audit.WriteAsync(connection, actor, "carrier.import-delivery", Convert.ToHexStringLower(file.Hash), new { provider, import, report.Rows, report.Taken, report.Unknown }, cancel);
        await transaction.CommitAsync(cancel);
        return report;
    }

    private static async Task RefuseDoublesAsync(NpgsqlConnection connection, string path, CancellationToken cancel)
    {
        var doubles = (await connection.QueryAsync<int>(new($"""
            SELECT max(row_no) FROM {DeliveryFile.Staged} GROUP BY message HAVING count(*) > 1 ORDER BY 1 LIMIT 50
            """, commandTimeout: 0, cancellationToken: cancel))).AsList();
        if (doubles.Count > 0)
            throw new RefusedException([.. doubles.Select(row => new Problem("delivery-double", $"{path}, hàng/row {row}", "Tin này đã có ở một hàng phía trên.", "An earlier row names the same message."))]);
    }
}
