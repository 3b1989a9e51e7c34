using CampaignEngine.Access;
using CampaignEngine.Approvals;
using CampaignEngine.Campaigns;
using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace CampaignEngine.Tests.Campaigns;

/// <summary>What a campaign needs around it, on an emptied database: an author, an approver, an approved template, people of the groups V1 and V7.</summary>
internal sealed class CampaignBench : IAsyncDisposable
{
    public const string Template = "may";

    private CampaignBench(ServiceProvider services, NpgsqlConnection connection) => (Services, Connection) = (services, connection);

    public ServiceProvider Services { get; }

    public NpgsqlConnection Connection { get; }

    public Actor Author { get; private set; } = null!;

    public Actor Approver { get; private set; } = null!;

    public static async Task<CampaignBench> StartAsync(
        TestDatabase database, string mode = "Test", string? dossier = null, IDictionary<string, string?>? settings = null, int? dongPerPart = null,
        params IChannel[] channels)
    {
        var services = database.Services(
            new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["Engine:Mode"] = mode }, s =>
            {
                s.RemoveAll<IChannel>();
                foreach (var channel in channels is [] ? [new UnusedChannel(dossier, dongPerPart)] : channels) s.AddSingleton(channel);
            });
        var bench = new CampaignBench(services, await database.Source.OpenConnectionAsync());
        await bench.Connection.ExecuteAsync(
            "TRUNCATE audit, recipients, suppressions, audience_members, approvals, campaigns, template_versions, runs, chunks, messages, message_texts, "
            + "contacts, deferrals, next_channel, senders, publications, publication_metrics, tasks, broadcasts, task_figures, run_budgets, reservations, sender_quotas RESTART IDENTITY CASCADE");
        bench.Author = await bench.UserAsync("author", Role.Manager);
        bench.Approver = await bench.UserAsync("approver", Role.Approver);
        await bench.TemplateAsync(Template, "vi", "Thông tin BHXH tự nguyện: tổng đài 1900 9068.");
        return bench;
    }

    public async Task<Actor> UserAsync(string name, params string[] roles)
    {
        var id = await Connection.ExecuteScalarAsync<int>(
            """
            INSERT INTO users (name, roles, token_hash, created_at) VALUES (@name, @roles, sha256(@name::bytea), '2026-01-01')
            ON CONFLICT (name) DO UPDATE SET roles = excluded.roles RETURNING user_id -- tests of one class share the users
            """, new { name, roles });
        return new Actor(id, name, roles);
    }

    public Task<long> TemplateAsync(string key, string language, string body, int version = 1, bool approved = true, string messageClass = "PolicyInfo", string channel = "sms") =>
        Connection.ExecuteScalarAsync<long>(
            """
            INSERT INTO template_versions (key, channel, language, version, class, themes, fields, body, body_hash, translator, imported_by, imported_at, approved_by, approved_at)
            VALUES (@key, @channel, @language, @version, @messageClass, '{1}', '{}', @body, sha256(@body::bytea), 'test', @importer, '2026-01-01', @approver, @at)
            RETURNING template_id
            """,
            new
            {
                key,
                channel,
                language,
                version,
                messageClass,
                body,
                importer = Author.UserId,
                approver = approved ? (int?)Approver.UserId : null,
                at = approved ? (DateTime?)DateTime.UnixEpoch : null,
            });

    /// <summary>People 1..count, all reachable by SMS, taking turns in the given groups.</summary>
    public Task PeopleAsync(int count, int first = 1, params string[] groups) =>
        PersonRow.InsertAsync(Connection, Enumerable.Range(first, count).Select(id => new PersonRow(id)
        {
            Phone = $"+849{id:00000000}",
            BirthYear = 1980,
            Sex = id % 2 == 0 ? "male" : "female",
            Groups = groups.Length == 0 ? ["V1"] : [groups[id % groups.Length]],
        }));

    public async Task<int> CreateAsync(string? json = null) =>
        (await Services.GetRequiredService<CreateCampaign>().ExecuteAsync(Author, json ?? PlanJson.Good, default)).CampaignId;

    public Task<(Approval Approval, CampaignEngine.Audiences.AudienceCount Audience)> ApproveAsync(int campaignId, Actor? approver = null) =>
        Services.GetRequiredService<ApproveCampaign>().ExecuteAsync(approver ?? Approver, campaignId, default);

    public Task<Launch> LaunchAsync(int campaignId, Actor? actor = null) =>
        Services.GetRequiredService<LaunchCampaign>().ExecuteAsync(actor ?? Author, campaignId, default);

    /// <summary>Created, approved, launched; not frozen yet.</summary>
    public async Task<int> LaunchedAsync(string? json = null)
    {
        var campaignId = await CreateAsync(json);
        await ApproveAsync(campaignId);
        return (await LaunchAsync(campaignId)).RunId;
    }

    public async Task FreezeAsync(int runId)
    {
        var run = await LaunchStore.GetAsync(Connection, runId, default);
        await Services.GetRequiredService<FreezeRun>().ExecuteAsync(run, default);
    }

    public Task RenderAsync(int runId, CancellationToken cancel = default) => Services.GetRequiredService<RenderRun>().ExecuteAsync(runId, cancel);

    public Task<T?> ScalarAsync<T>(string sql, object? values = null) => Connection.ExecuteScalarAsync<T>(sql, values);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await Services.DisposeAsync();
    }
}
