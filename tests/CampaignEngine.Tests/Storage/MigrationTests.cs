using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Storage;

public sealed class MigrationTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_second_run_changes_nothing_and_keeps_the_secrets()
    {
        await using var services = database.Services();
        var before = Convert.ToHexString(services.GetRequiredService<EngineSecrets>().NumberKey);
        await Migrations.RunAsync(database.Source, services.GetServices<ISeed>(), default);
        await using var again = database.Services();
        Assert.Equal(before, Convert.ToHexString(again.GetRequiredService<EngineSecrets>().NumberKey));
    }

    [Fact]
    public async Task Two_processes_that_start_together_migrate_one_after_the_other()
    {
        await using var services = database.Services();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrations.RunAsync(database.Source, services.GetServices<ISeed>(), default)));
    }

    [Theory]
    [InlineData("UPDATE schema_migrations SET hash = '\\x00' WHERE name = '0001_engine.sql'", "0001_engine.sql")]
    [InlineData("INSERT INTO schema_migrations VALUES ('9999_future.sql', '\\x00', '2026-01-01')", "9999_future.sql")]
    public async Task A_changed_or_unknown_script_is_refused_by_name(string damage, string name)
    {
        await using var copy = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await copy.OpenConnectionAsync();
        var kept = (await connection.QueryAsync<(string Name, byte[] Hash)>("SELECT name, hash FROM schema_migrations")).ToList();
        await connection.ExecuteAsync(damage);
        try
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => Migrations.RunAsync(database.Source, [], default));
            Assert.Equal(name, Assert.Single(refused.Problems).Where);
        }
        finally
        {
            await connection.ExecuteAsync("DELETE FROM schema_migrations WHERE name = '9999_future.sql'");
            foreach (var (script, hash) in kept)
                await connection.ExecuteAsync("UPDATE schema_migrations SET hash = @hash WHERE name = @script", new { script, hash });
        }
    }
}
