using CampaignEngine.Channels;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>What a worker does once at its start, before the first pump: every sender has its row.</summary>
public sealed class StartDispatch(NpgsqlDataSource source, SenderFor senders)
{
    public async Task ExecuteAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        foreach (IChannel channel in senders.All) await SenderStore.EnsureAsync(connection, channel, cancel);
    }
}
