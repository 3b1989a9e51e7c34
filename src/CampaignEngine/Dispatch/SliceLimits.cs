using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Messages;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// The limits that all workers keep together: caps by number, the budget of the run, quotas of the sender. Reserved for a slice in the
/// transaction of its claim and always in this order, so that claims wait for each other and never crosswise. What no limit holds for
/// costs no statement.
/// </summary>
public sealed class SliceLimits(ContactLedger contacts, SliceCosts costs)
{
    public async Task<SliceGrant> ReserveAsync(
        NpgsqlConnection connection, ClaimedChunk chunk, Lane lane, IChannel channel, IReadOnlyList<WaitingMessage> slice, DateTimeOffset now, CancellationToken cancel)
    {
        // The confirmation of a refusal is sent at once (Decree 91/2020): nothing of ours holds it back.
        if (chunk.Kind != RunKind.Campaign) return new SliceGrant(slice, []);

        var capped = await contacts.FullAsync(connection, lane.Class, Contacts(chunk, slice), now, cancel);
        var full = capped.Select(w => w.MessageNo).ToHashSet();
        var grant = await costs.ReserveAsync(connection, chunk.RunId, channel, full.Count == 0 ? slice : [.. slice.Where(m => !full.Contains(m.MessageNo))], now, cancel);
        await contacts.TakeAsync(connection, lane.Class, Contacts(chunk, grant.Messages), now, cancel);
        return grant with { Capped = capped };
    }

    /// <summary>After the claim has judged: what it did not mark gives back what it took, and who waits only behind such a one is not put off.</summary>
    public async Task SettleAsync(
        NpgsqlConnection connection, ClaimedChunk chunk, SliceGrant grant, IReadOnlyList<ClaimedMessage> claimed, CancellationToken cancel)
    {
        var capped = grant.Capped;
        if (claimed.Count < grant.Messages.Count)
        {
            var marked = claimed.Select(c => c.Reference.MessageNo).ToHashSet();
            var left = grant.Messages.Where(m => !marked.Contains(m.MessageNo)).ToList();
            await GiveBackAsync(connection, chunk, left, cancel);
            capped = [.. capped.Where(w => !left.Any(m => m.NumberKey.AsSpan().SequenceEqual(w.NumberKey)))];
        }
        if (capped.Count > 0) await DeferralStore.PutOffAsync(connection, chunk.RunId, capped, cancel);
    }

    /// <summary>For what was not marked, or was marked and surely not called.</summary>
    internal static Task GiveBackAsync(NpgsqlConnection connection, ClaimedChunk chunk, IReadOnlyList<WaitingMessage> messages, CancellationToken cancel) =>
        SurelyNotSent.GiveBackAsync(connection, [.. messages.Select(m => (new MessageReference(chunk.RunId, m.MessageNo), m.Attempt + 1, m.NumberKey))], cancel);

    private static IReadOnlyList<Contact> Contacts(ClaimedChunk chunk, IReadOnlyList<WaitingMessage> messages) =>
        [.. messages.Select(m => new Contact(chunk.RunId, m.MessageNo, m.NumberKey))];
}
