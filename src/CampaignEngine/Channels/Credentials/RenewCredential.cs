using CampaignEngine.Access;
using CampaignEngine.Storage;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CampaignEngine.Channels.Credentials;

/// <summary>
/// Exchanges a secret for its successor where the provider lets each one be used once. One at a time over all workers; that it was begun is
/// committed before the provider is asked, and the successor before anybody uses it. What is left is the time between the provider's answer and
/// our commit: an answer lost there is asked for once more with the old secret, which the provider takes if it made no successor; then a person must
/// consent anew.
/// </summary>
public sealed class RenewCredential(NpgsqlDataSource source, CredentialStore store, AuditTrail audit, ILogger<RenewCredential> log)
{
    private const int LockClass = 0x52656E77;

    /// <summary>The first, and the one that finds out whether the first was heard.</summary>
    private const int Tries = 2;

    private readonly Polly.ResiliencePipeline again = DatabaseOutage.WaitOut(log);

    /// <param name="seen">The version the caller knows: where another one stands by now, there is nothing to do.</param>
    /// <param name="time">The machine's time: the provider knows no other.</param>
    /// <returns>What stands after it; the version tells whether it is new.</returns>
    internal async Task<Credential?> ExecuteAsync(
        CredentialName name, int seen, Func<Credential, Task<Renewal>> ask, TimeProvider time)
    {
        // Held through the call to the provider: the one time that a connection is. The session lets go of the lock, also where the process is killed.
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync("SELECT pg_advisory_lock(@LockClass, hashtext(@key))", new { LockClass, key = name.ToString() });
        try
        {
            return await AskAsync(connection, name, seen, ask, time);
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
                await connection.ExecuteAsync("SELECT pg_advisory_unlock(@LockClass, hashtext(@key))", new { LockClass, key = name.ToString() });
        }
    }

    private async Task<Credential?> AskAsync(
        NpgsqlConnection connection, CredentialName name, int seen, Func<Credential, Task<Renewal>> ask, TimeProvider time)
    {
        var current = await store.FindAsync(connection, name.Provider, name.Name, CancellationToken.None);
        if (current is not { Row: { IsReady: true } row } || row.Version != seen) return current;
        if (row.RenewalTries >= Tries) await SpoilAsync(row, "the answers to two renewals were lost", time);
        else
        {
            await CredentialStore.BeginRenewalAsync(connection, row, time.GetUtcNow(), CancellationToken.None);
            await TakeAsync(row, await ask(current), time);
        }
        return await store.FindAsync(name.Provider, name.Name, CancellationToken.None);
    }

    private async Task TakeAsync(CredentialRow row, Renewal renewal, TimeProvider time)
    {
        switch (renewal)
        {
            case Renewed renewed:
                FailPoint.Reach(FailPoint.AfterRenewal);
                await WriteAsync(connection => store.SucceedAsync(connection, row, renewed, time.GetUtcNow()));
                return;
            case RenewalRefused refused:
                await SpoilAsync(row, refused.Words, time);
                return;
            case RenewalPutOff putOff:
                log.LogWarning("The secret {Provider}/{Name} could not be renewed yet: {Code}", row.Provider, row.Name, putOff.Code);
                await WriteAsync(connection => CredentialStore.UndoRenewalAsync(connection, row, CancellationToken.None));
                return;
            case RenewalUnknown unknown when row.RenewalTries + 1 >= Tries:
                await SpoilAsync(row, $"the answers to two renewals were lost ({unknown.Code})", time);
                return;
            case RenewalUnknown unknown:
                log.LogError("The answer to the renewal of {Provider}/{Name} was lost ({Code}): it is asked for once more with the old secret", row.Provider, row.Name, unknown.Code);
                return;
        }
    }

    private async Task SpoilAsync(CredentialRow row, string words, TimeProvider time)
    {
        log.LogError("The secret {Provider}/{Name} must be consented to again: {Words}. Enter it by 'campaign channel credential set {Provider} {Name}'",
            row.Provider, row.Name, words, row.Provider, row.Name);
        await WriteAsync(async connection =>
        {
            await CredentialStore.SpoilAsync(connection, row, words, time.GetUtcNow(), CancellationToken.None);
            await audit.WriteByItselfAsync(connection, "credential.needs-reconsent", $"{row.Provider}/{row.Name}", new { row.Version, words }, CancellationToken.None);
        });
    }

    /// <summary>An answer of the provider is kept until the database takes it, on whatever connection there is; the version guards against a later hand.</summary>
    private async Task WriteAsync(Func<NpgsqlConnection, Task> write) => await again.ExecuteAsync(async _ =>
    {
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        await write(connection);
    });
}
