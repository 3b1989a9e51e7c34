using System.Text;
using CampaignEngine.Access;
using CampaignEngine.Consent;
using CampaignEngine.Inbox;
using CampaignEngine.Intake;
using CampaignEngine.Recipients;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Intake;

/// <summary>What people write becomes a case with an owner and a term, once, and a person's hand on it leaves a trace.</summary>
public sealed class CaseTests : IAsyncLifetime
{
    private const string Number = "+84901000001";
    private readonly TestDatabase database = new();
    private ServiceProvider services = null!;
    private Actor actor = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        services = database.Services();
        actor = await Actors.AddAsync(services, "op", Role.Operator);
    }

    [Fact]
    public async Task Each_reply_is_one_case_with_its_owner_and_term_and_a_refusal_needs_nobody()
    {
        await WriteAsync("Cho hỏi đóng ở đâu?", "Tôi tố cáo đại lý", "TC", "TC");
        var cases = await ListAsync();
        Assert.Equal(["question", "denunciation", "refusal", "refusal"], cases.OrderBy(c => c.CaseId).Select(c => c.Class));
        Assert.Equal(["BHXH cơ sở", "Thanh tra"], cases.OrderBy(c => c.CaseId).Take(2).Select(c => c.Owner));
        Assert.All(cases.Where(c => c.Class == CaseClass.Refusal), c => Assert.Equal((CaseState.Closed, "recorded"), (c.State, c.CloseReason)));
        // Tuesday 5 May 2026: two working days later at closing time in Vietnam.
        Assert.Equal(new DateTime(2026, 5, 7, 10, 0, 0, DateTimeKind.Utc), cases.Single(c => c.Class == CaseClass.Question).DueAt);
        // Taken again, they are the same.
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE inbox SET applied_at = null, outcome = null");
        await services.GetRequiredService<TakeReplies>().ExecuteAsync(default);
        Assert.Equal(4, (await ListAsync()).Count);
    }

    [Fact]
    public async Task A_refusal_of_nobody_we_know_waits_for_a_person_and_who_only_joins_writes_nothing()
    {
        await services.GetRequiredService<RawInbox>().StoreAsync("twilio", InboxKind.Reply, null, "From=8079&To=BHXH&Body=TC"u8.ToArray(), default);
        await services.GetRequiredService<RawInbox>().StoreAsync("zalo", InboxKind.Reply, null,
            """{"event_name":"follow","follower":{"id":"501"},"app_id":"1","timestamp":"2"}"""u8.ToArray(), default);
        await services.GetRequiredService<TakeReplies>().ExecuteAsync(default);
        var one = Assert.Single(await ListAsync());
        Assert.Equal((CaseClass.Refusal, CaseState.Open), (one.Class, one.State));
    }

    [Fact]
    public async Task Time_makes_a_case_late_and_then_the_higher_unit_is_told()
    {
        await WriteAsync("Cho hỏi đóng ở đâu?");
        var sweep = services.GetRequiredService<SweepCases>();
        foreach (var (hours, state, told) in ((int, string, int)[])[(24, CaseState.Open, 0), (33, CaseState.Overdue, 1), (1, CaseState.Overdue, 0), (24, CaseState.Escalated, 1), (24, CaseState.Escalated, 0)])
        {
            database.Clock.Advance(TimeSpan.FromHours(hours));
            Assert.Equal(told, await sweep.ExecuteAsync(default));
            Assert.Equal(state, Assert.Single(await ListAsync()).State);
        }
        Assert.Single(await services.GetRequiredService<CaseStore>().ListAsync(waiting: true, null, null, late: true, 10, default));
    }

    [Fact]
    public async Task The_words_stay_sealed_until_somebody_reads_them_and_that_is_written_down()
    {
        await WriteAsync("Cho hỏi đóng ở đâu?");
        var id = Assert.Single(await ListAsync()).CaseId;
        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.DoesNotContain("đóng", await connection.ExecuteScalarAsync<string>("SELECT to_jsonb(c)::text FROM cases c"));
        var read = await services.GetRequiredService<ReadCase>().ExecuteAsync(actor, id, default);
        Assert.Equal("Cho hỏi đóng ở đâu?", read.Words);
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM audit WHERE action = 'case.read'"));
        await connection.ExecuteAsync("DELETE FROM inbox_keys");
        Assert.Null((await services.GetRequiredService<ReadCase>().ExecuteAsync(actor, id, default)).Words);
        var reader = await Actors.AddAsync(services, "an", Role.Analyst);
        await Assert.ThrowsAsync<ForbiddenException>(() => services.GetRequiredService<ReadCase>().ExecuteAsync(reader, id, default));
    }

    [Fact]
    public async Task A_person_corrects_assigns_and_closes_and_what_was_stays()
    {
        await WriteAsync("Cảm ơn");
        var id = Assert.Single(await ListAsync()).CaseId;
        var change = services.GetRequiredService<ChangeCase>();
        await change.ClassifyAsync(actor, id, CaseClass.Complaint, "nói mỉa", default);
        await change.AssignAsync(actor, id, "Tổng đài", null, default);
        var one = Assert.Single(await ListAsync());
        Assert.Equal((CaseClass.Complaint, "person", "Tổng đài", CaseState.Open), (one.Class, one.FoundBy, one.Owner, one.State));
        foreach (var wrong in (string[])["refusal", "nonsense"])
            Assert.Equal("not-a-class", (await Assert.ThrowsAsync<RefusedException>(() => change.ClassifyAsync(actor, id, wrong, "x", default))).Problems[0].Code);
        await change.CloseAsync(actor, id, "đã gọi lại", default);
        Assert.Equal("case-closed", (await Assert.ThrowsAsync<RefusedException>(() => change.CloseAsync(actor, id, "x", default))).Problems[0].Code);
        Assert.Equal("unknown-case", (await Assert.ThrowsAsync<RefusedException>(() => change.CloseAsync(actor, id + 1, "x", default))).Problems[0].Code);
        var read = await services.GetRequiredService<ReadCase>().ExecuteAsync(actor, id, default);
        Assert.Equal([("class", "other", "complaint"), ("owner", "Thanh tra", "Tổng đài"), ("close", "open", "closed")], read.Changes.Select(c => (c.What, c.Was, c.Becomes)));
        await using var connection = await database.Source.OpenConnectionAsync();
        await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync("UPDATE case_changes SET was = 'x'"));
    }

    [Fact]
    public async Task A_wrong_number_that_a_person_confirms_gets_nothing_any_more()
    {
        await WriteAsync("Nhầm số rồi");
        var id = Assert.Single(await ListAsync()).CaseId;
        await using var connection = await database.Source.OpenConnectionAsync();
        var key = NumberKey.Of(services.GetRequiredService<EngineSecrets>().NumberKey, Number);
        Assert.Empty(await Suppressions.FindAsync(connection, key, default));
        await services.GetRequiredService<ChangeCase>().SettleWrongNumberAsync(actor, id, "đã gọi", default);
        var only = Assert.Single(await Suppressions.FindAsync(connection, key, default));
        Assert.Equal((SuppressionScope.Everything, "intake:wrong-number"), (only.Scope, only.Source));
        Assert.Equal(CaseState.Closed, Assert.Single(await ListAsync()).State);
    }

    [Fact]
    public async Task The_report_counts_by_week_channel_and_class()
    {
        await WriteAsync("Cho hỏi đóng ở đâu?", "Mức đóng bao nhiêu?", "TC");
        var change = services.GetRequiredService<ChangeCase>();
        await change.CloseAsync(actor, (await ListAsync()).First(c => c.Class == CaseClass.Question).CaseId, "đã gọi", default);
        database.Clock.Advance(TimeSpan.FromDays(4));
        var report = await services.GetRequiredService<CaseReport>().ExecuteAsync(new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 31), default);
        Assert.Equal([new CaseCount(new DateOnly(2026, 5, 4), "twilio", "question", 2, 1, 1, 1), new CaseCount(new DateOnly(2026, 5, 4), "twilio", "refusal", 1, 1, 0, 0)], report);
        Assert.Empty(await services.GetRequiredService<CaseReport>().ExecuteAsync(new DateOnly(2026, 5, 6), new DateOnly(2026, 5, 31), default));
    }

    [Fact]
    public async Task A_worker_killed_amid_a_reply_leaves_it_to_the_next_and_it_is_one_case_and_one_refusal()
    {
        await StoreAsync("TC");
        await StoreAsync("Cho hỏi đóng ở đâu?");
        using var home = new HomeFolderForTest();
        using (var killed = CampaignProcess.Start(home.Path, ["worker"],
            [("ConnectionStrings__Main", database.ConnectionString), ("Engine__Mode", "Test"), (FailPoint.Variable, FailPoint.MidReply)]))
            Assert.Equal(137, (await killed.EndAsync()).ExitCode);
        Assert.Empty(await ListAsync());
        Assert.Equal(2, await services.GetRequiredService<TakeReplies>().ExecuteAsync(default));
        Assert.Equal([CaseClass.Refusal, CaseClass.Question], (await ListAsync()).OrderBy(c => c.CaseId).Select(c => c.Class));
        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM refusals"));
    }

    private async Task WriteAsync(params string[] words)
    {
        foreach (var text in words) await StoreAsync(text);
        await services.GetRequiredService<TakeReplies>().ExecuteAsync(default);
    }

    private Task StoreAsync(string words) => services.GetRequiredService<RawInbox>().StoreAsync(
        "twilio", InboxKind.Reply, null, Encoding.UTF8.GetBytes($"From={Uri.EscapeDataString(Number)}&To=BHXH&Body={Uri.EscapeDataString(words)}"), default);

    private Task<IReadOnlyList<Case>> ListAsync() => services.GetRequiredService<CaseStore>().ListAsync(waiting: false, null, null, late: false, 100, default);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
