using CampaignEngine.Channels;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>What a worker does once at its start, before the first pump: the lease outlasts every call, and every sender has its row.</summary>
public sealed class StartDispatch(NpgsqlDataSource source, SenderFor senders, IOptions<DispatchOptions> options)
{
    public async Task ExecuteAsync(CancellationToken cancel)
    {
        foreach (IChannel channel in senders.All) CheckLease(channel);
        await using var connection = await source.OpenConnectionAsync(cancel);
        foreach (IChannel channel in senders.All) await SenderStore.EnsureAsync(connection, channel, cancel);
    }

    /// <summary>Twice: a lease is renewed at the claim, and within it the call ends and its outcome is written.</summary>
    private void CheckLease(IChannel channel)
    {
        var least = 2 * channel.LongestCall.TotalSeconds;
        if (options.Value.LeaseSeconds >= least) return;
        throw new RefusedException("lease-too-short", "Dispatch:LeaseSeconds",
            $"Một lần gọi {channel.Provider} có thể kéo dài {least / 2:0} giây; LeaseSeconds phải ít nhất là {least:0}.",
            $"A call of {channel.Provider} may take {least / 2:0} s: LeaseSeconds must be {least:0} at least.");
    }
}
