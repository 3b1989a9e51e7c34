using CampaignEngine.Messages;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// What a room keeps of a partition's messages before they are detached. Called on the connection and in the transaction that decides the
/// detachment: what throws keeps the partition attached. May be called again for the same runs.
/// </summary>
public interface IArchiveStep
{
    Task ApplyAsync(NpgsqlConnection connection, MessagePartition partition, CancellationToken cancel);
}
