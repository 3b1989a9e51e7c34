using CampaignEngine.Access;
using CampaignEngine.Places;
using CampaignEngine.Recipients;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Recipients;

/// <summary>A database of its own with the real communes, and files written for one test.</summary>
public sealed class ImportBench : IAsyncLifetime
{
    public const string Header = "Họ và tên,Số định danh cá nhân,Mã số BHXH,Số điện thoại";
    public static readonly DateOnly Jan = new(2026, 1, 31);
    private static readonly Actor Actor = new(1, "importer", [Role.Operator]);
    private readonly ScratchFolder scratch = new();

    internal TestDatabase Database { get; } = new();

    public ScratchFolder Scratch => scratch;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        await using var services = Database.Services();
        // The harness migrates with the seeds of the build; the number key is the installation's own.
        await using var connection = await Database.Source.OpenConnectionAsync();
        foreach (var seed in services.GetServices<ISeed>()) await seed.SeedAsync(connection, default);
        // The audit trail names its user.
        await connection.ExecuteAsync("""
            INSERT INTO users (name, roles, token_hash, created_at) SELECT 'importer', '{operator}', '\x00', '2026-01-01' WHERE NOT EXISTS (SELECT FROM users)
            """);
        await services.GetRequiredService<ImportPlaces>().ExecuteAsync(SharedData.Path("communes.csv"), new DateOnly(2025, 7, 1), "test", 1, default);
    }

    public async ValueTask DisposeAsync()
    {
        scratch.Dispose();
        await Database.DisposeAsync();
    }

    public Task<PeopleImportReport> ImportAsync(string csv, DateOnly? asOf = null, bool dryRun = false, string? rejects = null) =>
        ImportFileAsync(scratch.Write(".csv", csv), asOf ?? Jan, dryRun, rejects);

    public async Task<PeopleImportReport> ImportFileAsync(string path, DateOnly? asOf, bool dryRun = false, string? rejects = null, CancellationToken cancel = default)
    {
        await using var services = Database.Services();
        return await services.GetRequiredService<ImportPeople>().ExecuteAsync(new PeopleImportRequest(path, asOf, "test", dryRun, rejects), Actor, null, cancel);
    }

    public async Task<T> OneAsync<T>(string sql)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    /// <summary>Everything an import can change, as one text.</summary>
    public Task<string> StateAsync() => OneAsync<string>("""
        SELECT concat((SELECT md5(string_agg(r::text, '|' ORDER BY recipient_id)) FROM recipients r), (SELECT count(*) FROM imports),
            (SELECT md5(string_agg(c::text, '|' ORDER BY entry_id)) FROM consent_ledger c), (SELECT md5(string_agg(c::text, '|' ORDER BY recipient_id, channel)) FROM consents c),
            (SELECT count(*) FROM doubtful_matches), (SELECT count(*) FROM audit))
        """);
}
