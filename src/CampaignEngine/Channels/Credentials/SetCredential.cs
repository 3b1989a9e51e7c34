using CampaignEngine.Access;
using Npgsql;

namespace CampaignEngine.Channels.Credentials;

/// <summary>An administrator enters a provider's secret. The trail tells who and when, and nothing of the secret.</summary>
public sealed class SetCredential(NpgsqlDataSource source, CredentialStore store, IEnumerable<CredentialName> names, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Longer is no secret of a provider but a file taken by mistake.</summary>
    private const int Longest = 16 * 1024;

    public async Task<int> ExecuteAsync(Actor actor, string provider, string name, string secret, DateTimeOffset? expiresAt, CancellationToken cancel)
    {
        actor.MustBe(Role.Administrator);
        if (names.FirstOrDefault(n => n.Provider == provider && n.Name == name) is null) throw Unknown(provider, name);
        // Files and pipes end with a line end that is no part of it.
        var trimmed = secret.Trim();
        if (trimmed.Length is 0 or > Longest || trimmed.Any(char.IsControl))
            throw new RefusedException("credential-shape", $"{provider}/{name}",
                $"Bí mật phải có từ 1 đến {Longest} ký tự, trên một dòng.", $"A secret has 1 to {Longest} characters, on one line.");
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var version = await store.PutAsync(connection, provider, name, trimmed, expiresAt, clock.GetUtcNow(), cancel);
        await audit.WriteAsync(connection, actor, "credential.set", $"{provider}/{name}", new { version, expiresAt }, cancel);
        await transaction.CommitAsync(cancel);
        return version;
    }

    private RefusedException Unknown(string provider, string name)
    {
        var known = string.Join(", ", names.Select(n => n.ToString()));
        return new RefusedException("unknown-credential", $"{provider}/{name}",
            known.Length == 0 ? "Chưa có nhà cung cấp nào dùng bí mật." : $"Không có bí mật này; có: {known}.",
            known.Length == 0 ? "No provider keeps a secret here." : $"There is no such secret; there are: {known}.");
    }
}
