using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>A campaign by e-mail whose next channel is SMS.</summary>
public sealed class NextChannelTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int People = 30, WithEmail = 20;
    private static readonly string Plan = PlanJson.With("channels", """
        [{ "channel": "email", "template": "may", "accents": "keep", "language": "vi" }, { "channel": "sms", "template": "may", "accents": "keep", "language": "vi" }]
        """);

    private readonly ScriptedChannel email = new("mail", "email"), sms = new("text");

    [Fact]
    public async Task Who_has_no_address_for_the_first_begins_with_the_next_and_nobody_else_gets_it()
    {
        await using var bench = await StartAsync();
        await PumpAsync(bench);
        Assert.Equal((WithEmail, People - WithEmail), (email.Calls.Count, sms.Calls.Count));
        Assert.Equal(People, await bench.ScalarAsync<int>("SELECT count(DISTINCT recipient_id) FROM messages"));
        Assert.Equal(RunState.Completed, (await StandingAsync(bench)).State);
    }

    [Fact]
    public async Task Whom_the_first_did_not_reach_gets_the_next_once_and_on_the_same_unit_of_the_cap()
    {
        // The first eight addresses are refused at once; of those taken, two are not delivered.
        await using var bench = await StartAsync(caps: true);
        email.Answer = m => Task.FromResult<SendOutcome>(m.Reference.MessageNo <= 8 ? new Rejected(RejectionKind.Recipient, "no-such-box") : new Accepted($"id-{m.Reference}"));
        await PumpAsync(bench);
        Assert.Equal((WithEmail, People - WithEmail + 8), (email.Calls.Count, sms.Calls.Count));

        await ReceiptsAsync(bench, "mail", DeliveryStatus.Undelivered, 9, 10);
        await ReceiptsAsync(bench, "mail", DeliveryStatus.Undelivered, 9, 10);
        await PumpAsync(bench);
        Assert.Equal((WithEmail, People - WithEmail + 10), (email.Calls.Count, sms.Calls.Count));
        Assert.Equal(sms.Calls.Count, sms.Calls.Select(c => c.Address).Distinct().Count());
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM deferrals"));
        // One unit a person reached or being reached, on the message that stands for it.
        Assert.Equal((People, People), (await bench.ScalarAsync<int>("SELECT count(*) FROM contacts"), await bench.ScalarAsync<int>("SELECT count(DISTINCT number_key) FROM contacts")));

        var standing = await StandingAsync(bench);
        Assert.Equal((People, People, RunState.Completed), (standing.Members.Targeted, standing.Members.Open, standing.State));
    }

    [Fact]
    public async Task What_is_in_doubt_or_whose_text_was_refused_does_not_go_on()
    {
        await using var bench = await StartAsync();
        email.Answer = m => Task.FromResult<SendOutcome>(m.Reference.MessageNo % 2 == 0 ? new InDoubt("timeout") : new Rejected(RejectionKind.Content, "words"));
        await PumpAsync(bench);
        Assert.Equal((WithEmail, People - WithEmail), (email.Calls.Count, sms.Calls.Count));
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM next_channel"));
    }

    [Fact]
    public async Task Who_was_reached_after_all_before_the_next_was_sent_does_not_get_it()
    {
        await using var bench = await StartAsync();
        await PumpAsync(bench);
        await ReceiptsAsync(bench, "mail", DeliveryStatus.Undelivered, 1, 2, 3);
        await ReceiptsAsync(bench, "mail", DeliveryStatus.Delivered, 1);
        await bench.Services.GetRequiredService<NextChannel>().ExecuteAsync(default);
        await ReceiptsAsync(bench, "mail", DeliveryStatus.Delivered, 2);
        await PumpAsync(bench);
        Assert.Equal(People - WithEmail + 1, sms.Calls.Count);
        Assert.Equal("skipped:reached-before", await bench.ScalarAsync<string>("SELECT status || ':' || reason FROM messages WHERE status = 'skipped'"));
        Assert.Equal(2, (await StandingAsync(bench)).Members.Delivered);
    }

    [Fact]
    public async Task Many_workers_at_once_write_each_person_one_message()
    {
        await using var bench = await StartAsync();
        email.Answer = _ => Task.FromResult<SendOutcome>(new Rejected(RejectionKind.Recipient, "no-such-box"));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => PumpAsync(bench))));
        await PumpAsync(bench);
        Assert.Equal((WithEmail, People), (email.Calls.Count, sms.Calls.Count));
        Assert.Equal(People, sms.Calls.Select(c => c.Address).Distinct().Count());
        Assert.Equal(People + WithEmail, await bench.ScalarAsync<int>("SELECT count(*) FROM messages"));
    }

    [Theory]
    [InlineData("UPDATE runs SET state = 'cancelled'")]
    [InlineData("UPDATE runs SET launched_at = launched_at - interval '60 hours'")]
    public async Task Of_a_cancelled_or_expired_run_nobody_goes_on(string change)
    {
        await using var bench = await StartAsync();
        await PumpAsync(bench);
        await bench.Connection.ExecuteAsync(change);
        await ReceiptsAsync(bench, "mail", DeliveryStatus.Undelivered, 1, 2, 3);
        await PumpAsync(bench);
        Assert.Equal((People - WithEmail, 0), (sms.Calls.Count, await bench.ScalarAsync<int>("SELECT count(*) FROM next_channel")));
    }

    [Fact]
    public async Task What_has_gone_on_is_not_retried_by_the_first()
    {
        email.PassingCodes = new HashSet<string> { "box-full" };
        await using var bench = await StartAsync();
        email.Answer = m => Task.FromResult<SendOutcome>(m.Reference.MessageNo <= 2 ? new Rejected(RejectionKind.Recipient, "box-full") : new Accepted("id"));
        await PumpAsync(bench);
        var actor = await bench.UserAsync("op", CampaignEngine.Access.Role.Operator);
        Assert.Equal(0, await bench.Services.GetRequiredService<RetryFailed>().ExecuteAsync(actor, await RunAsync(bench), null, default));
    }

    [Fact]
    public async Task Who_refused_meanwhile_is_left_alone_by_the_next()
    {
        await using var bench = await StartAsync();
        email.Answer = m => Task.FromResult<SendOutcome>(m.Reference.MessageNo <= 3 ? new Rejected(RejectionKind.Recipient, "refused", Suppress: true) : new Accepted("id"));
        await PumpAsync(bench);
        Assert.Equal(People - WithEmail, sms.Calls.Count);
        Assert.Equal(3, await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE channel = 'sms' AND status = 'skipped' AND reason = 'refused-campaigns'"));
    }

    private async Task<CampaignBench> StartAsync(bool caps = false)
    {
        database.Clock.Advance(CampaignEngine.Calendar.SendingWindow.House.NextOpen(database.Clock.GetUtcNow().AddHours(14)) - database.Clock.GetUtcNow());
        var bench = await CampaignBench.StartAsync(database, settings: new Dictionary<string, string?>
        {
            ["Dispatch:PartsPerSecond"] = "100000",
            ["Dispatch:BrakeWindow"] = "0",
            ["Caps:PerDay"] = caps ? "1" : "0",
            ["Caps:PerMonth"] = caps ? "4" : "0",
        }, channels: [email, sms]);
        await bench.TemplateAsync(CampaignBench.Template, "vi", "Thông tin BHXH tự nguyện bằng thư: tổng đài 1900 9068.", channel: "email");
        await bench.PeopleAsync(People);
        await bench.Connection.ExecuteAsync("UPDATE recipients SET email = 'a' || recipient_id || '@example.vn' WHERE recipient_id <= @WithEmail", new { WithEmail });
        await bench.Services.GetRequiredService<StartDispatch>().ExecuteAsync(default);
        await bench.RenderAsync(await bench.LaunchedAsync(Plan));
        return bench;
    }

    private static Task<int> RunAsync(CampaignBench bench) => bench.ScalarAsync<int>("SELECT run_id FROM runs");

    private static async Task PumpAsync(CampaignBench bench)
    {
        var (pump, owner) = (bench.Services.GetRequiredService<Pump>(), Guid.NewGuid());
        while (await pump.StepAsync(owner, default)) { }
    }

    private static async Task<RunStanding> StandingAsync(CampaignBench bench)
    {
        var standing = await bench.Services.GetRequiredService<RunStatus>().ExecuteAsync(await RunAsync(bench), default);
        Assert.True(standing.Members.Adds && standing.Messages.Adds, $"{standing.Members} {standing.Messages}");
        return standing;
    }

    private async Task ReceiptsAsync(CampaignBench bench, string provider, DeliveryStatus status, params int[] numbers)
    {
        var run = await RunAsync(bench);
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await bench.Services.GetRequiredService<TakeReceipts>().ExecuteAsync(connection, provider,
            [.. numbers.Select(n => new Receipt(new MessageReference(run, n), $"id-{run}-{n}", status, $"{status}", null, null))], database.Clock.GetUtcNow(), default);
        await transaction.CommitAsync();
    }
}
