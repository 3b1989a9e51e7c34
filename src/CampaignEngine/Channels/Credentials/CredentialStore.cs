using Dapper;
using Npgsql;

namespace CampaignEngine.Channels.Credentials;

/// <summary>The table of sealed secrets, and the only door to it.</summary>
public sealed class CredentialStore(NpgsqlDataSource source, CredentialSeal seal)
{
    private const string Columns = "provider, name, state, reason, expires_at, renewal_tries, renewal_begun_at, changed_at, version";

    public async Task<Credential?> FindAsync(string provider, string name, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await FindAsync(connection, provider, name, cancel);
    }

    /// <returns>Null where none was entered.</returns>
    /// <exception cref="RefusedException">It cannot be opened on this machine.</exception>
    public async Task<Credential?> FindAsync(NpgsqlConnection connection, string provider, string name, CancellationToken cancel)
    {
        var found = (await connection.QueryAsync<CredentialRow, Sealed, (CredentialRow Row, byte[] Secret)?>(new(
            $"SELECT {Columns}, sealed AS secret FROM credentials WHERE provider = @provider AND name = @name", new { provider, name }, cancellationToken: cancel),
            (row, secret) => (row, secret.Secret), splitOn: "secret")).SingleOrDefault();
        return found is { } one ? new Credential(one.Row, seal.Open(provider, name, one.Secret)) : null;
    }

    /// <summary>All that were entered, without the secrets.</summary>
    public async Task<IReadOnlyList<CredentialRow>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<CredentialRow>(new($"SELECT {Columns} FROM credentials ORDER BY provider, name", cancellationToken: cancel))).AsList();
    }

    /// <summary>A new secret in the place of the one before, ready for use.</summary>
    /// <returns>Its version.</returns>
    internal Task<int> PutAsync(
        NpgsqlConnection connection, string provider, string name, string secret, DateTimeOffset? expiresAt, DateTimeOffset at, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<int>(new("""
            INSERT INTO credentials AS c (provider, name, sealed, state, expires_at, changed_at, version)
            VALUES (@provider, @name, @sealedSecret, 'ready', @expiresAt, @at, 1)
            ON CONFLICT (provider, name) DO UPDATE -- the old one is overwritten: nothing is kept of a secret that was replaced
            SET sealed = excluded.sealed, state = excluded.state, reason = null, expires_at = excluded.expires_at, renewal_tries = 0, renewal_begun_at = null,
                changed_at = excluded.changed_at, version = c.version + 1
            RETURNING version
            """, new { provider, name, sealedSecret = seal.Seal(provider, name, secret), expiresAt = expiresAt?.UtcDateTime, at = at.UtcDateTime }, cancellationToken: cancel));

    /// <summary>Written before a provider is asked for a successor: should its answer be lost, it is known that one may exist.</summary>
    internal static Task BeginRenewalAsync(NpgsqlConnection connection, CredentialRow row, DateTimeOffset at, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            UPDATE credentials SET renewal_tries = renewal_tries + 1, renewal_begun_at = @at WHERE provider = @Provider AND name = @Name AND version = @Version
            """, new { row.Provider, row.Name, row.Version, at = at.UtcDateTime }, cancellationToken: cancel));

    /// <summary>Its successor. Also where the old one was taken for spoilt meanwhile; not where a person has entered another.</summary>
    internal Task SucceedAsync(NpgsqlConnection connection, CredentialRow row, Renewed renewed, DateTimeOffset at) =>
        connection.ExecuteAsync(new("""
            UPDATE credentials SET sealed = @sealedSecret, state = 'ready', reason = null, expires_at = @expiresAt, renewal_tries = 0, renewal_begun_at = null,
                changed_at = @at, version = version + 1
            WHERE provider = @Provider AND name = @Name AND version = @Version
            """, new { row.Provider, row.Name, row.Version, sealedSecret = seal.Seal(row.Provider, row.Name, renewed.Secret), expiresAt = renewed.ExpiresAt?.UtcDateTime, at = at.UtcDateTime }));

    /// <summary>The provider surely made no successor: as if it had not been asked.</summary>
    internal static Task UndoRenewalAsync(NpgsqlConnection connection, CredentialRow before, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            UPDATE credentials SET renewal_tries = @RenewalTries, renewal_begun_at = @RenewalBegunAt WHERE provider = @Provider AND name = @Name AND version = @Version
            """, new { before.Provider, before.Name, before.Version, before.RenewalTries, before.RenewalBegunAt }, cancellationToken: cancel));

    /// <summary>A person must consent anew; nothing asks the provider with it any more.</summary>
    internal static Task SpoilAsync(NpgsqlConnection connection, CredentialRow row, string reason, DateTimeOffset at, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            UPDATE credentials SET state = 'needs_reconsent', reason = @reason, renewal_tries = 0, renewal_begun_at = null, changed_at = @at
            WHERE provider = @Provider AND name = @Name AND version = @Version
            """, new { row.Provider, row.Name, row.Version, reason, at = at.UtcDateTime }, cancellationToken: cancel));

    private sealed record Sealed(byte[] Secret);
}
