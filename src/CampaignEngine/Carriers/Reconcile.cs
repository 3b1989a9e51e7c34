using CampaignEngine.Access;
using CampaignEngine.Calendar;
using CampaignEngine.Channels;
using CampaignEngine.Files;
using Dapper;
using Npgsql;

namespace CampaignEngine.Carriers;

/// <summary>
/// Puts ours against theirs for a month: message by message against the carrier's lists, group by group against its invoice. A message belongs to the
/// month of the moment the carrier names; one that no list names, to the month its run was launched in.
/// </summary>
public sealed class Reconcile(NpgsqlDataSource source, IEnumerable<IChannel> channels)
{
    // Every listed message of the month beside ours, with what is wrong. What we never gave to this sender is not ours.
    private const string Compared = """
        WITH compared AS (
            SELECT d.message, d.brand, d.carrier, d.class, d.parts AS listed, coalesce(m.parts, 0) AS ours,
                CASE
                    WHEN m.run_id IS NULL AND EXISTS (SELECT FROM message_partitions p WHERE p.state <> 'attached' AND d.run_id >= p.from_run AND d.run_id < p.to_run) THEN 'archived'
                    WHEN m.run_id IS NULL THEN 'unknown-message'
                    WHEN m.status IN ('pending', 'skipped', 'cancelled', 'failed') THEN 'not-taken'
                    WHEN m.parts <> d.parts THEN 'other-parts'
                    WHEN (m.class = 'Promotion') <> (d.class = 'advertising') THEN 'other-class'
                END AS kind
            FROM carrier_deliveries d
            LEFT JOIN messages m ON m.run_id = d.run_id AND m.message_no = d.message_no AND (m.provider = d.provider OR m.provider IS NULL)
            WHERE d.provider = @Provider AND d.at >= @From AND d.at < @To
        ), unlisted AS (
            SELECT m.run_id || '-' || m.message_no AS message, m.parts AS ours
            FROM runs r JOIN messages m USING (run_id)
            WHERE r.launched_at >= @From AND r.launched_at < @To AND m.provider = @Provider AND m.attempt > 0
              AND m.status IN ('accepted', 'sent', 'delivered', 'undelivered', 'expired')
              AND NOT EXISTS (SELECT FROM carrier_deliveries d WHERE d.run_id = m.run_id AND d.message_no = m.message_no AND d.provider = @Provider)
        )
        """;

    // Ours of a group holds what we know to have given away.
    private const string Groups = $"""
        {Compared}, listed AS (
            SELECT brand, carrier, class, count(*) AS messages, sum(CASE WHEN kind IN ('unknown-message', 'archived', 'not-taken') THEN 0 ELSE ours END)::bigint AS ours, sum(listed)::bigint AS listed
            FROM compared GROUP BY brand, carrier, class
        ), invoiced AS (
            SELECT brand, carrier, class, sum(parts)::bigint AS parts, sum(amount) AS amount FROM carrier_invoices WHERE import_id = @Invoice GROUP BY brand, carrier, class
        )
        SELECT brand, carrier, class, coalesce(messages, 0) AS messages, coalesce(ours, 0) AS ours, coalesce(listed, 0) AS listed,
            CASE WHEN @Invoice IS NOT NULL THEN coalesce(parts, 0) END AS invoiced, amount
        FROM listed FULL JOIN invoiced USING (brand, carrier, class) ORDER BY brand, carrier, class
        """;

    private const string Findings = $"""
        {Compared}
        SELECT kind, count(*) AS messages, sum(ours)::bigint AS ours, sum(listed)::bigint AS listed FROM compared WHERE kind IS NOT NULL GROUP BY kind
        UNION ALL
        SELECT 'not-listed', count(*), sum(ours)::bigint, 0::bigint FROM unlisted HAVING count(*) > 0
        ORDER BY kind
        """;

    private const string List = $"""
        {Compared}
        SELECT kind, message, brand, carrier, class, ours, listed FROM compared WHERE kind IS NOT NULL
        UNION ALL
        SELECT 'not-listed', message, null, null, null, ours, 0 FROM unlisted
        ORDER BY kind, message
        """;

    /// <param name="month">Its first day.</param>
    /// <param name="listPath">Where each message that differs is written (CSV); null: nowhere.</param>
    public async Task<Reconciliation> ExecuteAsync(Actor actor, string provider, DateOnly month, string? listPath, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        CarrierProvider.Check(channels, provider);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var invoice = await connection.ExecuteScalarAsync<long?>(new(
            "SELECT max(import_id) FROM carrier_invoices WHERE provider = @provider AND month = @month", new { provider, month }, cancellationToken: cancel));
        var asked = new Asked(provider, VietnamTime.At(month, TimeOnly.MinValue).UtcDateTime, VietnamTime.At(month.AddMonths(1), TimeOnly.MinValue).UtcDateTime, invoice);
        var groups = await connection.QueryAsync<ReconciledGroup>(new(Groups, asked, commandTimeout: 0, cancellationToken: cancel));
        var findings = await connection.QueryAsync<ReconcileFinding>(new(Findings, asked, commandTimeout: 0, cancellationToken: cancel));
        if (listPath is not null) await WriteAsync(connection, asked, listPath);
        return new Reconciliation(provider, month, invoice is not null, groups.AsList(), findings.AsList());
    }

    private static async Task WriteAsync(NpgsqlConnection connection, Asked asked, string path)
    {
        using var table = new TableWriter(path);
        table.Write(["kind", "reference", "brand", "carrier", "class", "ours", "listed"]);
        await foreach (var row in connection.QueryUnbufferedAsync<Difference>(List, asked, commandTimeout: 0))
            table.Write([row.Kind, row.Message, row.Brand ?? "", row.Carrier ?? "", row.Class ?? "", $"{row.Ours}", $"{row.Listed}"]);
    }

    private sealed record Asked(string Provider, DateTime From, DateTime To, long? Invoice);

    private sealed record Difference(string Kind, string Message, string? Brand, string? Carrier, string? Class, int Ours, int Listed);
}
