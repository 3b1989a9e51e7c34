namespace CampaignEngine.Messages;

/// <summary>The queue of delivered messages that are not yet counted. One reader at a time; what it takes comes back with its transaction when that fails.</summary>
public static class Deliveries
{
    /// <summary>
    /// Takes the oldest sets (run_id, message_nos) of the runs from @fromRun to before @toRun, until they hold @messages; none when there are none.
    /// For a CTE, so that the reader counts what it takes in the same statement.
    /// </summary>
    public const string Take = """
        DELETE FROM deliveries
        WHERE delivery_no IN (
            SELECT delivery_no
            FROM (
                SELECT delivery_no, sum(cardinality(message_nos)) OVER (ORDER BY delivery_no) - cardinality(message_nos) AS earlier
                FROM (SELECT * FROM deliveries WHERE run_id >= @fromRun AND run_id < @toRun ORDER BY delivery_no LIMIT 1000) oldest
            ) counted
            WHERE earlier < @messages)
        RETURNING run_id, message_nos
        """;
}
