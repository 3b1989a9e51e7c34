using CampaignEngine.Channels;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Takes what a slice costs out of the run's budget and the sender's quotas: the first messages, as far as both reach.</summary>
public sealed class SliceCosts(RunBudgets budgets)
{
    internal async Task<SliceGrant> ReserveAsync(
        NpgsqlConnection connection, int runId, IChannel channel, IReadOnlyList<WaitingMessage> messages, DateTimeOffset now, CancellationToken cancel)
    {
        var limits = channel.Limits;
        var budgeted = messages.Count > 0 && await budgets.HasAsync(connection, runId, cancel);
        if (!budgeted && !limits.HasQuota) return new SliceGrant(messages, []);
        if (budgeted && limits.DongPerPart is null) return new SliceGrant([], [], PauseReason: PauseReason.NoPrice);

        IReadOnlyList<long> prices = budgeted ? [.. messages.Select(m => (long)m.Parts * limits.DongPerPart!.Value)] : [];
        var paid = budgeted ? await RunBudgets.TakeAsync(connection, runId, prices, cancel) : messages.Count;
        var (granted, freesAt) = await SenderQuotas.TakeAsync(connection, channel, paid, now, cancel);
        if (budgeted && granted < paid) await RunBudgets.GiveBackAsync(connection, runId, prices.Take(paid).Skip(granted).Sum(), cancel);

        IReadOnlyList<WaitingMessage> taken = [.. messages.Take(granted)];
        await ReservationStore.WriteAsync(connection, runId, taken, channel.Provider,
            budgeted ? limits.DongPerPart : null, limits.HasQuota ? QuotaBuckets.DayOf(limits.QuotaZone, now) : null, cancel);
        return new SliceGrant(taken, [], freesAt, paid < messages.Count ? PauseReason.BudgetExhausted : null);
    }
}
