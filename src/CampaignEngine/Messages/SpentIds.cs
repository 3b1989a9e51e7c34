using Dapper;
using Npgsql;

namespace CampaignEngine.Messages;

/// <summary>The provider's ids of earlier attempts, which <see cref="MessageStatuses.RetryAsync"/> puts aside.</summary>
public static class SpentIds
{
    /// <summary>Messages that are detached are sent and looked up no more.</summary>
    public static Task ForgetAsync(NpgsqlConnection connection, MessagePartition partition, CancellationToken cancel) =>
        connection.ExecuteAsync(new(
            "DELETE FROM spent_ids WHERE run_id >= @FromRun AND run_id < @ToRun", new { partition.FromRun, partition.ToRun }, cancellationToken: cancel));
}
