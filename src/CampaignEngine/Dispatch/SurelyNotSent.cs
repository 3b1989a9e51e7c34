using CampaignEngine.Channels;
using CampaignEngine.Consent;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>What attempts had taken of caps, budget and quotas goes back when they were surely not sent, known at once or later.</summary>
internal static class SurelyNotSent
{
    /// <summary>In the transaction that says so. Twice is as once.</summary>
    public static async Task GiveBackAsync(
        NpgsqlConnection connection, IReadOnlyList<(MessageReference Reference, int Attempt, byte[] NumberKey)> attempts, CancellationToken cancel)
    {
        if (attempts.Count == 0) return;
        await ContactLedger.GiveBackAsync(connection, [.. attempts.Select(a => new Contact(a.Reference.RunId, a.Reference.MessageNo, a.NumberKey))], cancel);
        await ReservationStore.GiveBackAsync(connection, [.. attempts.Select(a => (a.Reference, a.Attempt))], cancel);
    }
}
