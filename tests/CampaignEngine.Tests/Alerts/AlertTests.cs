using CampaignEngine.Alerts;
using CampaignEngine.Channels;
using CampaignEngine.Publications;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CampaignEngine.Tests.Alerts;

/// <summary>Who must be told is told once, in one mail an address, and a mail server that is away loses nothing.</summary>
public sealed class AlertTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Tasks = """[{ "channel": "loudspeaker", "texts": { "vi": "Bài" }, "assignee": "Xã", "escalateTo": "Tỉnh", "communes": ["1", "2", "3"] }]""";

    [Fact]
    public async Task Late_tasks_are_one_mail_to_who_does_them_and_then_one_to_who_stands_above()
    {
        await using var server = new MailServerForTest();
        await using var bench = await StartAsync(server, "Xã=xa@example.gov.vn; tỉnh=tinh@example.gov.vn");
        await bench.LaunchedAsync(PlanJson.With("publications", Tasks));
        await RoundAsync(bench);
        Assert.Equal(["xa@example.gov.vn"], server.Mails.Select(ToOf)); // due at once
        database.Clock.Advance(TimeSpan.FromHours(3));
        await RoundAsync(bench);
        await RoundAsync(bench);
        Assert.Equal(["xa@example.gov.vn", "xa@example.gov.vn"], server.Mails.Select(ToOf));
        var mail = Read(server.Mails[1]);
        Assert.Equal("[CampaignEngine] 3 việc cần xem / things to look at", mail.Subject);
        Assert.Equal(3, mail.TextBody!.Split("đã trễ hai giờ").Length - 1);
        Assert.Contains("is two hours late", mail.TextBody);
        database.Clock.Advance(TimeSpan.FromHours(24));
        await RoundAsync(bench);
        Assert.Equal("tinh@example.gov.vn", ToOf(server.Mails[^1]));
        Assert.Equal(9, await bench.ScalarAsync<int>("SELECT count(*) FROM alerts WHERE mail_id IS NOT NULL"));
    }

    [Fact]
    public async Task What_stops_pauses_fails_or_ends_is_told_to_the_administrator_once()
    {
        await using var server = new MailServerForTest();
        await using var bench = await StartAsync(server);
        await bench.LaunchedAsync();
        await bench.Connection.ExecuteAsync("""
            INSERT INTO senders (sender, receipts, next_free_at, stopped_at, stop_reason) VALUES ('esms', 'centre', '2026-05-01', '2026-05-01', '101'), ('kannel', 'centre', '2026-05-01', '2026-05-01', 'person:x');
            UPDATE runs SET state = 'paused', paused_from = 'running', reason = 'too-many-failures';
            INSERT INTO credentials (provider, name, sealed, state, reason, expires_at, changed_at, version) VALUES ('zalo', 'token', '', 'needs_reconsent', 'revoked', null, '2026-05-01', 3),
                ('facebook', 'page-token', '', 'ready', null, clock_timestamp() + interval '5 days', '2026-05-01', 1), ('youtube', 'refresh-token', '', 'ready', null, clock_timestamp() + interval '90 days', '2026-05-01', 1);
            INSERT INTO cases (inbox_id, provider, received_at, class, found_by, state, owner, escalate_to, due_at, changed_at) VALUES (1, 'zalo', '2026-05-01', 'complaint', 'words', 'overdue', 'Thanh tra', 'x', '2026-05-01', '2026-05-01')
            """);
        await RoundAsync(bench);
        await RoundAsync(bench);
        var body = Read(Assert.Single(server.Mails)).TextBody;
        foreach (var words in (string[])["Sender esms is stopped: 101", "paused by the engine: too-many-failures", "zalo/token must be consented to again: revoked", "facebook/page-token expires on", "(complaint) is past its term"])
            Assert.Contains(words, body);
        foreach (var words in (string[])["kannel", "youtube"]) Assert.DoesNotContain(words, body);
        Assert.Equal("admin@example.gov.vn", ToOf(server.Mails[0]));
    }

    [Fact]
    public async Task A_server_that_is_away_loses_nothing_and_in_the_end_it_is_given_up_aloud()
    {
        await using var server = new MailServerForTest { IsBusy = true };
        await using var bench = await StartAsync(server);
        await bench.LaunchedAsync(PlanJson.With("publications", Tasks));
        await RoundAsync(bench);
        Assert.Equal(("queued", "SmtpCommandException"), await bench.Connection.QuerySingleAsync<(string, string)>("SELECT state, reason FROM alert_mails"));
        server.IsBusy = false;
        await RoundAsync(bench);
        Assert.Empty(server.Mails); // not at once
        database.Clock.Advance(TimeSpan.FromMinutes(3));
        await RoundAsync(bench);
        Assert.Single(server.Mails);

        server.IsBusy = true;
        await bench.Connection.ExecuteAsync("UPDATE alert_mails SET state = 'queued', attempts = 11, sent_at = null, next_at = '2020-01-01'");
        await RoundAsync(bench);
        Assert.Equal("given_up", await bench.ScalarAsync<string>("SELECT state FROM alert_mails ORDER BY mail_id LIMIT 1"));
    }

    [Fact]
    public async Task Without_a_mail_server_the_list_tells_it_and_nothing_piles_up_as_mail()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await CleanAsync(bench);
        await bench.LaunchedAsync(PlanJson.With("publications", Tasks));
        await RoundAsync(bench);
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM alert_mails"));
        Assert.Equal(3, (await bench.Services.GetRequiredService<AlertList>().ExecuteAsync(10, default)).Count(a => a.Who == "Xã" && a.State is null));
    }

    [Fact]
    public async Task Many_workers_at_once_mail_each_thing_once()
    {
        await using var server = new MailServerForTest();
        await using var bench = await StartAsync(server);
        await bench.LaunchedAsync(PlanJson.With("publications", Tasks));
        await bench.Services.GetRequiredService<SweepTasks>().ExecuteAsync(default);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ActivatorUtilities.CreateInstance<AlertsJob>(bench.Services).RunAsync(default))));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task The_check_says_whether_the_server_takes_us()
    {
        await using var server = new MailServerForTest();
        await using var bench = await StartAsync(server);
        var check = bench.Services.CheckOf("mail");
        Assert.Equal(CheckState.Good, Assert.Single(await check.ExecuteAsync(default)).State);
        await server.DisposeAsync();
        Assert.Equal(CheckState.Bad, Assert.Single(await check.ExecuteAsync(default)).State);
    }

    [Theory]
    [InlineData("mail.example.gov.vn", "None", "a@b.vn", "c@d.vn", "", false)]
    [InlineData("mail.example.gov.vn", "StartTls", "", "c@d.vn", "", false)]
    [InlineData("mail.example.gov.vn", "StartTls", "a@b.vn", "", "", false)]
    [InlineData("mail.example.gov.vn", "StartTls", "a@b.vn", "c@d.vn", "Xã", false)]
    [InlineData("mail.example.gov.vn", "StartTls", "a@b.vn", "c@d.vn", "Xã=x@y.vn; Tỉnh=t@y.vn", true)]
    [InlineData("", "None", "", "", "", true)]
    public void Settings_that_cannot_be_are_refused(string host, string security, string from, string administrator, string addresses, bool good)
    {
        var options = new AlertOptions { SmtpHost = host, Security = Enum.Parse<MailSecurity>(security), From = from, Administrator = administrator, Addresses = addresses };
        Assert.Equal(good, !options.Validate(new System.ComponentModel.DataAnnotations.ValidationContext(options)).Any());
    }

    private async Task<CampaignBench> StartAsync(MailServerForTest server, string addresses = "")
    {
        var bench = await CampaignBench.StartAsync(database, settings: new Dictionary<string, string?>
        {
            ["Alerts:SmtpHost"] = "127.0.0.1",
            ["Alerts:SmtpPort"] = $"{server.Port}",
            ["Alerts:Security"] = "None",
            ["Alerts:From"] = "CampaignEngine <engine@example.gov.vn>",
            ["Alerts:Administrator"] = "admin@example.gov.vn",
            ["Alerts:Addresses"] = addresses,
        });
        await CleanAsync(bench);
        return bench;
    }

    private static async Task CleanAsync(CampaignBench bench)
    {
        await bench.Connection.ExecuteAsync("TRUNCATE alerts, alert_mails, cases, credentials RESTART IDENTITY");
        await bench.PeopleAsync(3);
    }

    private static async Task RoundAsync(CampaignBench bench)
    {
        await bench.Services.GetRequiredService<SweepTasks>().ExecuteAsync(default);
        await ActivatorUtilities.CreateInstance<AlertsJob>(bench.Services).RunAsync(default);
    }

    private static MimeMessage Read(string mail) => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail)));

    private static string ToOf(string mail) => Read(mail).To.Mailboxes.Single().Address;
}
