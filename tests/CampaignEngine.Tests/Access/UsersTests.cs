using CampaignEngine.Access;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Access;

public sealed class UsersTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private ServiceProvider services = null!;

    private Users Users => services.GetRequiredService<Users>();

    [Fact]
    public async Task The_first_user_needs_no_token_and_must_be_an_administrator()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Users.AddAsync(null, "lan", [Role.Operator], default));
        Assert.Equal("first-user", Assert.Single(refused.Problems).Code);
        var first = await FirstAsync();
        Assert.Equal("lan", first.Name);
        Assert.Equal([Role.Administrator], first.Roles);
        await Assert.ThrowsAsync<ForbiddenException>(() => Users.AddAsync(null, "minh", [Role.Operator], default));
    }

    [Fact]
    public async Task Only_an_administrator_adds_and_disables_users()
    {
        var first = await FirstAsync();
        var second = await Users.FindByTokenAsync(await Users.AddAsync(first, "minh", [Role.Approver, Role.Analyst], default), default);
        await Assert.ThrowsAsync<ForbiddenException>(() => Users.AddAsync(second, "hoa", [Role.Operator], default));
        await Assert.ThrowsAsync<ForbiddenException>(() => Users.DisableAsync(second!, "lan", default));
    }

    [Fact]
    public async Task A_disabled_users_token_opens_nothing()
    {
        var first = await FirstAsync();
        var token = await Users.AddAsync(first, "minh", [Role.Operator], default);
        await Users.DisableAsync(first, "minh", default);
        Assert.Null(await Users.FindByTokenAsync(token, default));
        await Assert.ThrowsAsync<RefusedException>(() => Users.DisableAsync(first, "minh", default));
    }

    [Theory]
    [InlineData("lan", "administrator", "user-exists")]
    [InlineData("hoa", "king", "unknown-role")]
    [InlineData("hoa", "", "unknown-role")]
    [InlineData("Nguyễn Thị Hoa", "operator", "user-name")]
    [InlineData("", "operator", "user-name")]
    public async Task A_wrong_user_is_refused_and_nothing_is_written(string name, string role, string code)
    {
        var first = await FirstAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Users.AddAsync(first, name, [role], default));
        Assert.Equal(code, Assert.Single(refused.Problems).Code);
        Assert.Equal("lan", Assert.Single(await Users.ListAsync(default)).Name);
    }

    [Fact]
    public async Task The_token_itself_is_stored_nowhere_and_every_act_leaves_a_trace_that_cannot_be_changed()
    {
        var token = await Users.AddAsync(null, "lan", [Role.Administrator], default);
        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.DoesNotContain(token, await connection.ExecuteScalarAsync<string>("SELECT string_agg(u::text, '') FROM users u"), StringComparison.Ordinal);
        Assert.Equal("user.add", await connection.ExecuteScalarAsync<string>("SELECT action FROM audit"));
        await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync("UPDATE audit SET action = 'nothing'"));
    }

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        services = database.Services();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<Actor> FirstAsync() =>
        (await Users.FindByTokenAsync(await Users.AddAsync(null, "lan", [Role.Administrator], default), default))!;
}
