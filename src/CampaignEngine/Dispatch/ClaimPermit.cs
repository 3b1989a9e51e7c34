using Microsoft.Extensions.Logging;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Whether this process may claim from the database it talks to. Asked anew after every restart of the server; a database that was
/// restored or failed over to, or that lacks what this machine has seen, goes into recovery and nothing is sent until a person confirms.
/// </summary>
public sealed class ClaimPermit(NpgsqlDataSource source, RestoreMarker marker, TimeProvider clock, ILogger<ClaimPermit> log)
{
    public const string AnotherDatabase = "another-database";
    public const string OlderThanSeen = "older-than-seen";

    private bool told;

    /// <summary>When the server began that was verified; of the claim's statement.</summary>
    internal DateTime Verified { get; private set; } = DateTime.UnixEpoch;

    internal long Seen => marker.Seen;

    internal bool IsVerified => Verified != DateTime.UnixEpoch;

    internal void Saw(long beat) => marker.Saw(beat);

    /// <summary>True where the permit is new since the last time: a claim that was refused may be tried again.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var lineage = await LineageStore.ReadAsync(connection, seen: 0, cancel);
        var seen = marker.Of(lineage.Installation);
        if (seen > 0) lineage = await LineageStore.ReadAsync(connection, seen, cancel);

        var reason = lineage.Identity is { } known && known != lineage.Current ? AnotherDatabase : lineage.Knows ? null : OlderThanSeen;
        if (lineage.RecoverySince is null && reason is not null) await LineageStore.BeginAsync(connection, reason, since: null, seen, clock.GetUtcNow(), cancel);
        if ((lineage.RecoveryReason ?? reason) is { } recovery)
        {
            if (!told) log.LogError("In recovery ({Reason}): nothing is sent until somebody has looked and run campaign recovery confirm", recovery);
            (told, Verified) = (true, DateTime.UnixEpoch);
            return false;
        }
        told = false;
        if (lineage.Identity is null) await LineageStore.AdoptAsync(connection, cancel);
        marker.Saw(lineage.LastBeat);
        if (Verified == lineage.StartedAt) return false;
        Verified = lineage.StartedAt;
        return true;
    }

    /// <summary>A sign that the database went on. Of every sweep.</summary>
    public async Task BeatAsync(CancellationToken cancel)
    {
        if (!IsVerified && !await RefreshAsync(cancel)) return;
        await using var connection = await source.OpenConnectionAsync(cancel);
        if (await LineageStore.BeatAsync(connection, Seen, Verified, cancel) is { } beat) marker.Saw(beat);
    }
}
