using Dapper;
using Npgsql;

namespace CampaignEngine.Access;

// Named for Dapper: Npgsql calls an array column System.Array, so that no constructor matches by type.
[method: ExplicitConstructor]
public sealed record UserRow(int UserId, string Name, string[] Roles, DateTime CreatedAt, DateTime? DisabledAt);

/// <summary>Named users with roles and a token each.</summary>
public sealed class Users(NpgsqlDataSource source, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Adds a user and returns the token, which is shown once. The first user of an installation needs no one before them and is an administrator.</summary>
    public async Task<string> AddAsync(Actor? actor, string name, IReadOnlyList<string> roles, CancellationToken cancel)
    {
        Check(name, roles);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Two "first users" at once would both be let in without the lock.
        await connection.ExecuteAsync(new CommandDefinition("LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE", cancellationToken: cancel));
        if (await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM users)"))
            (actor ?? throw ForbiddenException.NotSignedIn()).MustBe(Role.Administrator);
        else if (!roles.Contains(Role.Administrator))
            throw new RefusedException("first-user", "--role", "Người dùng đầu tiên phải là administrator.", "The first user must be an administrator.");

        var token = Token.New();
        var id = await connection.ExecuteScalarAsync<int?>("""
            INSERT INTO users (name, roles, token_hash, created_at) VALUES (@name, @roles, @hash, @at)
            ON CONFLICT (name) DO NOTHING -- names are unique: a second one is refused below
            RETURNING user_id
            """, new { name, roles = roles.ToArray(), hash = Token.Hash(token), at = clock.GetUtcNow().UtcDateTime })
            ?? throw new RefusedException("user-exists", name, $"Đã có người dùng '{name}'.", $"There is a user '{name}' already.");
        await audit.WriteAsync(connection, actor ?? new Actor(id, name, roles), "user.add", name, new { roles }, cancel);
        await transaction.CommitAsync(cancel);
        return token;
    }

    public async Task<Actor?> FindByTokenAsync(string token, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            "SELECT user_id, name, roles, created_at, disabled_at FROM users WHERE token_hash = @hash AND disabled_at IS NULL",
            new { hash = Token.Hash(token) }, cancellationToken: cancel));
        return row is null ? null : new Actor(row.UserId, row.Name, row.Roles);
    }

    public async Task<IReadOnlyList<UserRow>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<UserRow>(new CommandDefinition(
            "SELECT user_id, name, roles, created_at, disabled_at FROM users ORDER BY user_id", cancellationToken: cancel))).AsList();
    }

    public async Task DisableAsync(Actor actor, string name, CancellationToken cancel)
    {
        actor.MustBe(Role.Administrator);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var changed = await connection.ExecuteAsync(
            "UPDATE users SET disabled_at = @at WHERE name = @name AND disabled_at IS NULL", new { name, at = clock.GetUtcNow().UtcDateTime });
        if (changed == 0)
            throw new RefusedException("no-user", name, $"Không có người dùng '{name}' đang hoạt động.", $"There is no active user '{name}'.");
        await audit.WriteAsync(connection, actor, "user.disable", name, null, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static void Check(string name, IReadOnlyList<string> roles)
    {
        if (name.Length is 0 or > 60 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            throw new RefusedException("user-name", name, "Tên đăng nhập: chữ cái không dấu, số, . - _, tối đa 60.", "A user's name is letters, digits, . - _, at most 60.");
        if (roles.Count == 0 || !roles.All(Role.All.Contains))
            throw new RefusedException("unknown-role", "--role", $"Vai trò phải là: {string.Join(", ", Role.All)}.", $"A role is one of {string.Join(", ", Role.All)}.");
    }
}
