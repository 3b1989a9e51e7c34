using CampaignEngine.Channels;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Chooses who carries a medium now: the first in order that may be used, is not stopped, and has not just turned messages away. When it
/// recovers, new work returns to it.
/// </summary>
public sealed class ChooseSender(NpgsqlDataSource source, SenderFor senders, SenderHealth health, TimeProvider clock)
{
    /// <summary>Where a medium has no sender, or none that may be used, its messages wait so long.</summary>
    private static readonly TimeSpan NoSenderPause = TimeSpan.FromSeconds(60);

    /// <summary>A sender that turned all away is tried again after this.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    /// <returns>The sender; or null and the business time to look again.</returns>
    public async Task<(IChannel? Sender, DateTimeOffset RetryAt)> ExecuteAsync(string medium, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var allowed = new List<IChannel>();
        foreach (var sender in senders.Of(medium))
            if (senders.Forbidden(sender) is { } reason) await ForbidAsync(sender, reason, cancel);
            else allowed.Add(sender);
        if (allowed.Count == 0) return (null, now + NoSenderPause);
        // Alone, it waits for its own recovery: there is nothing to choose.
        if (allowed is [var only]) return (only, now);

        var stopped = await StoppedAsync(cancel);
        var running = allowed.Where(sender => !stopped.Contains(sender.Provider)).ToList();
        if (running.Count == 0) return (null, now + Rest);
        var ready = running.FirstOrDefault(sender => health.RestsUntil(sender.Provider) is null);
        return (ready, ready is not null ? now : running.Min(sender => health.RestsUntil(sender.Provider) ?? now));
    }

    /// <summary>What it was given was surely not sent: it rests, for as long as is known or for a while.</summary>
    /// <returns>Whether another one could take over now.</returns>
    public async Task<bool> PassOverAsync(IChannel sender, DateTimeOffset? until, CancellationToken cancel)
    {
        if (senders.Of(sender.Medium).Count < 2) return false;
        var rest = clock.GetUtcNow() + Rest;
        health.Rest(sender.Provider, until > rest ? until.Value : rest);
        return (await ExecuteAsync(sender.Medium, cancel)).Sender is not null;
    }

    private async Task<IReadOnlySet<string>> StoppedAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await SenderStore.ListAsync(connection, cancel)).Where(row => row.StoppedAt is not null).Select(row => row.Sender).ToHashSet();
    }

    private async Task ForbidAsync(IChannel sender, string reason, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await SenderStore.StopAsync(connection, sender.Provider, reason, clock.GetUtcNow(), cancel);
    }
}
