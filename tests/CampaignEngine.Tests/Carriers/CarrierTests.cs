using CampaignEngine.Access;
using CampaignEngine.Carriers;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Messages;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Carriers;

/// <summary>A carrier's list and invoice of May 2026 against messages that were really written.</summary>
public sealed class CarrierTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string ListHeader = "reference,at,brand,carrier,class,parts,status";
    private static readonly DateOnly May = new(2026, 5, 1);

    private readonly ScratchFolder files = new();
    private ServiceProvider services = null!;
    private Actor operatorOf = null!;
    private int run;

    public async ValueTask InitializeAsync()
    {
        services = database.Services(TwilioUnderTest.Settings("http://127.0.0.1:1"));
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE carrier_deliveries, carrier_invoices, messages, message_texts, runs, imports, suppressions RESTART IDENTITY CASCADE");
        run = await connection.ExecuteScalarAsync<int>("""
            INSERT INTO runs (kind, state, launched_at) VALUES ('campaign', 'running', '2026-05-04T02:00:00Z') RETURNING run_id
            """);
        operatorOf = await Actors.AddAsync(services, "operator", Role.Operator);
        await database.WriteAsync(run, count: 6);
    }

    [Fact]
    public async Task Statuses_of_a_list_are_applied_once_and_a_later_word_replaces_an_earlier_one()
    {
        await AcceptAsync(1, 2, 3, 4);
        var list = List($"{run}-1,2026-05-05 08:00:05,BHXH,Viettel,CSKH,1,thành công", $"{run}-2,05/05/2026 08:00,BHXH,Viettel,care,1,undelivered",
            $"{run}-3,2026-05-05 08:00,BHXH,MobiFone,cskh,1,từ chối", $"{run}-4,2026-05-05 08:00,BHXH,MobiFone,cskh,1,sent", "999-1,2026-05-05 08:00,BHXH,MobiFone,cskh,1,delivered");
        Assert.Equal(new DeliveriesReport(5, 5, 0), await TakeAsync(list));
        Assert.Equal(4, await ApplyAsync());
        Assert.Equal([MessageStatus.Delivered, MessageStatus.Undelivered, MessageStatus.Undelivered, MessageStatus.Sent], await StatusesAsync(1, 2, 3, 4));
        Assert.Equal("UnknownMessage", await ScalarAsync<string>("SELECT effect FROM carrier_deliveries WHERE message = '999-1'"));
        Assert.Equal(1, await ScalarAsync<int>("SELECT count(*) FROM suppressions"));
        Assert.Equal(new DateTime(2026, 5, 5, 1, 0, 5, DateTimeKind.Utc), await ScalarAsync<DateTime>($"SELECT delivered_at FROM messages WHERE run_id = {run} AND message_no = 1"));

        Assert.Equal(new DeliveriesReport(5, 0, 0), await TakeAsync(list));
        Assert.Equal(0, await ApplyAsync());
        Assert.Equal(1, await ScalarAsync<int>("SELECT count(*) FROM imports"));

        Assert.Equal(new DeliveriesReport(1, 1, 0), await TakeAsync(List($"{run}-4,2026-05-05 08:00,BHXH,MobiFone,cskh,1,delivered")));
        Assert.Equal(1, await ApplyAsync());
        Assert.Equal([MessageStatus.Delivered], await StatusesAsync(4));
    }

    [Fact]
    public async Task A_month_is_put_against_ours_and_every_difference_is_named()
    {
        await AcceptAsync(1, 2, 3, 4);
        await TakeAsync(List($"{run}-1,2026-05-31 23:59:59,BHXH,Viettel,care,1,delivered", $"{run}-2,2026-05-05 08:00,BHXH,Viettel,care,2,delivered", $"{run}-3,2026-05-05 08:00,BHXH,MobiFone,qc,1,sent",
            $"{run}-5,2026-05-05 08:00,BHXH,Viettel,care,1,failed", "999-1,2026-05-05 08:00,BHXH,Viettel,care,3,delivered", "998-1,2026-06-01 00:00,BHXH,Viettel,care,9,delivered"));
        var without = await ReconcileAsync();
        Assert.Equal((false, false), (without.HasInvoice, without.Agrees));
        Assert.Equal(
            [new ReconciledGroup("BHXH", "MobiFone", "advertising", 1, 1, 1, null, null), new ReconciledGroup("BHXH", "Viettel", "care", 4, 2, 7, null, null)], without.Groups);
        Assert.Equal(
            [new ReconcileFinding("not-listed", 1, 1, 0), new("not-taken", 1, 1, 1), new("other-class", 1, 1, 1), new("other-parts", 1, 1, 2), new("unknown-message", 1, 0, 3)], without.Findings);

        Assert.Equal(new InvoiceReport(2, 8, 3_050.5m, false), await InvoiceAsync("BHXH,Viettel,care,7,350,2450", "BHXH,VinaPhone,care,1,600.5,600.5"));
        var list = Path.Combine(files.Folder, "differing.csv");
        var with = await ReconcileAsync(list);
        Assert.Equal([0L, 7L, 1L], with.Groups.Select(g => g.Invoiced!.Value));
        Assert.Equal([-1L, 5L, 1L], with.Groups.Select(g => g.InvoicedMore!.Value));
        var lines = await File.ReadAllLinesAsync(list);
        Assert.Equal(["kind,reference,brand,carrier,class,ours,listed", $"not-listed,{run}-4,,,,1,0", $"not-taken,{run}-5,BHXH,Viettel,care,1,1", $"other-class,{run}-3,BHXH,MobiFone,advertising,1,1",
            $"other-parts,{run}-2,BHXH,Viettel,care,1,2", "unknown-message,999-1,BHXH,Viettel,care,0,3"], lines);
    }

    [Fact]
    public async Task A_further_invoice_stands_in_the_place_of_the_one_before_and_a_month_can_agree()
    {
        await AcceptAsync(1, 2);
        await TakeAsync(List($"{run}-1,2026-05-05 08:00,BHXH,Viettel,care,1,delivered", $"{run}-2,2026-05-05 08:00,BHXH,Viettel,care,1,delivered"));
        await InvoiceAsync("BHXH,Viettel,care,3,350,1050");
        Assert.False((await ReconcileAsync()).Agrees);
        await InvoiceAsync("BHXH,Viettel,care,2,350,700");
        Assert.True((await ReconcileAsync()).Agrees);
        Assert.True((await InvoiceAsync("BHXH,Viettel,care,2,350,700")).Repeated);
        Assert.Equal(2, await ScalarAsync<int>("SELECT count(DISTINCT import_id) FROM carrier_invoices"));
    }

    [Theory]
    [InlineData("x,2026-05-05 08:00,BHXH,Viettel,care,1,delivered", "delivery-reference")]
    [InlineData(",2026-05-05 08:00,BHXH,Viettel,care,1,delivered", "delivery-reference")]
    [InlineData("1-1,05.05.26,BHXH,Viettel,care,1,delivered", "delivery-time")]
    [InlineData("1-1,2026-05-05 08:00,,Viettel,care,1,delivered", "delivery-carrier")]
    [InlineData("1-1,2026-05-05 08:00,BHXH,Viettel,other,1,delivered", "delivery-class")]
    [InlineData("1-1,2026-05-05 08:00,BHXH,Viettel,care,256,delivered", "delivery-parts")]
    [InlineData("1-1,2026-05-05 08:00,BHXH,Viettel,care,1,perhaps", "delivery-status")]
    [InlineData("1-2,2026-05-05 08:00,BHXH,Viettel,care,1,sent", "delivery-double")]
    public async Task A_wrong_row_refuses_the_whole_list(string row, string code)
    {
        var list = List("1-2,2026-05-05 08:00,BHXH,Viettel,care,1,delivered", row);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => TakeAsync(list));
        Assert.Equal((code, $"{list}, hàng/row 3"), (Assert.Single(refused.Problems).Code, refused.Problems[0].Where));
        Assert.Equal(0, await ScalarAsync<int>("SELECT (SELECT count(*) FROM carrier_deliveries) + (SELECT count(*) FROM imports)"));
    }

    [Theory]
    [InlineData("BHXH,,care,1,350,350", "invoice-carrier")]
    [InlineData("BHXH,Viettel,?,1,350,350", "invoice-class")]
    [InlineData("BHXH,Viettel,care,1.000,350,350000", "invoice-number")]
    [InlineData("BHXH,Viettel,care,1000,350,350002", "invoice-amount")]
    public async Task A_wrong_row_refuses_the_whole_invoice(string row, string code)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => InvoiceAsync("BHXH,Viettel,qc,1,350,350", row));
        Assert.Equal(code, Assert.Single(refused.Problems).Code);
        Assert.Equal(0, await ScalarAsync<int>("SELECT (SELECT count(*) FROM carrier_invoices) + (SELECT count(*) FROM imports)"));
    }

    [Fact]
    public async Task What_is_no_list_an_unknown_sender_and_a_person_without_the_role_are_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(files.Folder, "empty.csv"), ListHeader + "\n");
        Assert.Equal("file-empty", await RefusedAsync(operatorOf, "twilio", Path.Combine(files.Folder, "empty.csv")));
        await File.WriteAllTextAsync(Path.Combine(files.Folder, "other.csv"), "a,b\n1,2\n");
        Assert.Equal("missing-column", await RefusedAsync(operatorOf, "twilio", Path.Combine(files.Folder, "other.csv")));
        Assert.Equal("unknown-provider", await RefusedAsync(operatorOf, "nobody", Path.Combine(files.Folder, "empty.csv")));
        var reader = await Actors.AddAsync(services, "reader", Role.Analyst);
        await Assert.ThrowsAsync<ForbiddenException>(() => services.GetRequiredService<ImportDeliveries>().ExecuteAsync(reader, "twilio", "x.csv", default));
    }

    /// <summary>A real process that dies inside its second set of statuses; the worker's job goes on, and each counts once.</summary>
    [Fact]
    public async Task An_import_killed_while_it_applies_is_whole_after_the_job_has_run()
    {
        const int messages = 4100;
        await database.WriteAsync(run + 1, messages);
        await using (var connection = await database.Source.OpenConnectionAsync())
            foreach (var (status, attempt) in (ReadOnlySpan<(string, int)>)[("sending", 1), ("accepted", 1)])
                connection.Execute("UPDATE messages SET status = @status::message_status, attempt = @attempt, provider = 'twilio' WHERE run_id = @run", new { status, attempt, run = run + 1 });
        var list = List([.. Enumerable.Range(1, messages).Select(n => $"{run + 1}-{n},2026-05-05 08:00,BHXH,Viettel,care,1,delivered")]);
        var root = (await services.GetRequiredService<Users>().ListAsync(default))[0];
        var token = await services.GetRequiredService<Users>().AddAsync(new Actor(root.UserId, root.Name, root.Roles), "importer", [Role.Operator], default);
        using var home = new HomeFolderForTest();
        var killed = await CampaignProcess.RunAsync(home.Path, ["carrier", "import-delivery", list, "--provider", "twilio"],
            [.. TwilioUnderTest.Settings("http://127.0.0.1:1").Select(s => (s.Key.Replace(":", "__"), s.Value)), ("ConnectionStrings__Main", database.ConnectionString),
             ("Engine__Mode", "Test"), ("CAMPAIGN_TOKEN", token), (FailPoint.Variable, $"{FailPoint.MidDeliveries}:2")]);
        Assert.True(killed.ExitCode == 137, killed.Errors);
        Assert.Equal(2000, await ScalarAsync<int>($"SELECT count(*) FROM messages WHERE run_id = {run + 1} AND status = 'delivered'"));
        Assert.Equal(2100, await ScalarAsync<int>("SELECT count(*) FROM carrier_deliveries WHERE effect IS NULL"));

        await ActivatorUtilities.CreateInstance<CarriersJob>(services).RunAsync(default);
        Assert.Equal(messages, await ScalarAsync<int>($"SELECT count(*) FROM messages WHERE run_id = {run + 1} AND status = 'delivered'"));
        Assert.Equal(messages, await ScalarAsync<int>("SELECT count(*) FROM carrier_deliveries WHERE effect = 'Applied'"));
        Assert.Equal(messages, await ScalarAsync<int>($"SELECT sum(cardinality(message_nos)) FROM deliveries WHERE run_id = {run + 1}"));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        files.Dispose();
    }

    private async Task AcceptAsync(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            await database.TryMoveAsync(run, number, MessageStatus.Sending, attempt: 1);
            await database.TryMoveAsync(run, number, MessageStatus.Accepted, attempt: 1);
        }
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE messages SET provider = 'twilio', parts = 1 WHERE run_id = @run AND message_no = ANY(@numbers)", new { run, numbers });
    }

    private string List(params string[] rows) => Write("list.csv", ListHeader, rows);

    private string Write(string name, string header, string[] rows)
    {
        var path = Path.Combine(files.Folder, name);
        File.WriteAllLines(path, [header, .. rows]);
        return path;
    }

    private Task<DeliveriesReport> TakeAsync(string path) => services.GetRequiredService<ImportDeliveries>().ExecuteAsync(operatorOf, "twilio", path, default);

    private Task<int> ApplyAsync() => services.GetRequiredService<ApplyDeliveries>().ExecuteAsync(default);

    private Task<InvoiceReport> InvoiceAsync(params string[] rows) =>
        services.GetRequiredService<ImportInvoice>().ExecuteAsync(operatorOf, "twilio", May, Write("invoice.csv", "brand,carrier,class,parts,price,amount", rows), default);

    private Task<Reconciliation> ReconcileAsync(string? list = null) => services.GetRequiredService<Reconcile>().ExecuteAsync(operatorOf, "twilio", May, list, default);

    private async Task<string> RefusedAsync(Actor actor, string provider, string path) =>
        (await Assert.ThrowsAsync<RefusedException>(() => services.GetRequiredService<ImportDeliveries>().ExecuteAsync(actor, provider, path, default))).Problems[0].Code;

    private async Task<IEnumerable<MessageStatus>> StatusesAsync(params int[] numbers)
    {
        var statuses = new List<MessageStatus>();
        foreach (var number in numbers) statuses.Add(await database.StatusAsync(run, number));
        return statuses;
    }

    private async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql);
    }
}
