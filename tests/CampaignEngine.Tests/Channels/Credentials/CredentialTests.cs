using System.Text;
using CampaignEngine.Access;
using CampaignEngine.Channels.Credentials;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels.Credentials;

public sealed class CredentialTests(TestDatabase database, ScratchFolder keys) : IClassFixture<TestDatabase>, IClassFixture<ScratchFolder>
{
    private const string Secret = "bi-mat-d8fa7c61";

    [Fact]
    public async Task What_was_entered_is_found_again_by_every_process_that_shares_the_folder_of_keys()
    {
        await using var services = Services("shared");
        await using var other = Services("shared");
        // The other one has read the folder before a key was there.
        Assert.Null(await Store(other).FindAsync("zalo", "shared", default));
        await SetAsync(services, "shared", $"{Secret}\n");
        var found = (await Store(other).FindAsync("zalo", "shared", default))!;
        Assert.Equal(Secret, found.Secret);
        Assert.True(found.Row.IsReady);
        Assert.Equal(1, found.Row.Version);
        Assert.DoesNotContain(Secret, found.ToString());
    }

    [Fact]
    public async Task A_second_one_takes_the_place_of_the_first_and_nothing_is_kept_of_it()
    {
        await using var services = Services("replaced");
        await SetAsync(services, "replaced", "the first");
        await SetAsync(services, "replaced", Secret);
        Assert.Equal(Secret, (await Store(services).FindAsync("zalo", "replaced", default))!.Secret);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM credentials WHERE name = 'replaced' AND version = 2"));
    }

    [Fact]
    public async Task The_database_and_the_trail_disclose_nothing()
    {
        await using var services = Services("sealed");
        await SetAsync(services, "sealed", Secret);
        await using var connection = await database.Source.OpenConnectionAsync();
        var sealedSecret = await connection.ExecuteScalarAsync<byte[]>("SELECT sealed FROM credentials WHERE name = 'sealed'");
        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(sealedSecret!));
        var trail = await connection.QuerySingleAsync<string>("SELECT audit::text FROM audit WHERE subject = 'zalo/sealed'");
        Assert.Contains("credential.set", trail);
        Assert.DoesNotContain(Secret, trail);
        Assert.Equal(0, await CountAsync($"SELECT count(*) FROM engine_secrets WHERE encode(value, 'escape') LIKE '%{Secret}%'"));
    }

    [Fact]
    public async Task Without_its_key_it_is_refused_with_what_to_do_and_nothing_of_the_secret()
    {
        await using (var services = Services("lost")) await SetAsync(services, "lost", Secret);
        await using var elsewhere = Services("another-machine");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Store(elsewhere).FindAsync("zalo", "lost", default));
        Assert.Equal("credential-unreadable", refused.Problems[0].Code);
        Assert.DoesNotContain(Secret, refused.ToString());
    }

    [Fact]
    public async Task What_was_sealed_for_one_name_does_not_open_under_another()
    {
        await using var services = Services("moved");
        await SetAsync(services, "moved", Secret);
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("INSERT INTO credentials SELECT provider, 'elsewhere', sealed, state, reason, expires_at, 0, null, changed_at, version FROM credentials WHERE name = 'moved'");
        await Assert.ThrowsAsync<RefusedException>(() => Store(services).FindAsync("zalo", "elsewhere", default));
    }

    [Fact]
    public async Task An_administrator_enters_it_and_nobody_else()
    {
        await using var services = Services("role");
        var manager = await Actors.AddAsync(services, "manager", Role.Manager, Role.Operator, Role.Approver);
        await Assert.ThrowsAsync<ForbiddenException>(() => SetAsync(services, "role", Secret, manager));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM credentials WHERE name = 'role'"));
    }

    [Theory]
    [InlineData("zalo", "misspelt", Secret, "unknown-credential")]
    [InlineData("nobody", "role", Secret, "unknown-credential")]
    [InlineData("zalo", "shape", " \n", "credential-shape")]
    [InlineData("zalo", "shape", "two\nlines", "credential-shape")]
    public async Task A_name_that_no_provider_has_and_a_secret_that_is_none_are_refused(string provider, string name, string secret, string code)
    {
        await using var services = Services("shape");
        var administrator = await Actors.AddAsync(services, "administrator", Role.Administrator);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            services.GetRequiredService<SetCredential>().ExecuteAsync(administrator, provider, name, secret, null, default));
        Assert.Equal(code, refused.Problems[0].Code);
        Assert.DoesNotContain(Secret, refused.ToString());
    }

    private ServiceProvider Services(string name) => database.Services(
        new Dictionary<string, string?> { ["Engine:KeyFolder"] = Path.Combine(keys.Folder, name) },
        s =>
        {
            foreach (var known in (string[])["shared", "replaced", "sealed", "lost", "moved", "elsewhere", "role", "shape"]) s.AddSingleton(new CredentialName("zalo", known, "", ""));
        });

    private static CredentialStore Store(IServiceProvider services) => services.GetRequiredService<CredentialStore>();

    private static async Task SetAsync(IServiceProvider services, string name, string secret, Actor? actor = null) =>
        await services.GetRequiredService<SetCredential>().ExecuteAsync(
            actor ?? await Actors.AddAsync(services, "administrator", Role.Administrator), "zalo", name, secret, null, default);

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
