using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using Npgsql;

namespace CampaignEngine.Reach;

/// <summary>What waits of messages that are about to be detached is rolled up first: afterwards nobody could read it.</summary>
internal sealed class KeepReach : IArchiveStep
{
    public Task ApplyAsync(NpgsqlConnection connection, MessagePartition partition, CancellationToken cancel) =>
        ReachRollUp.RangeAsync(connection, partition.FromRun, partition.ToRun, cancel);
}
