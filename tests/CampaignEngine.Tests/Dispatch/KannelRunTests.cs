using System.Net;
using System.Text;
using CampaignEngine.Benchmarks.Harness;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Kannel;
using CampaignEngine.Dispatch;
using CampaignEngine.Intake;
using CampaignEngine.Messages;
using CampaignEngine.Recipients;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Messages;
using CampaignEngine.Tests.Receipts;
using CampaignEngine.Tests.Webhooks;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>A real Kannel on this machine: bearerbox, smsbox, and its look-alike of a message centre.</summary>
public sealed class KannelRunTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    // Far from the numbers that the class's other test is given.
    private const int Run = 900;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Texts_arrive_as_they_were_written_their_receipts_come_back_and_so_does_a_refusal()
    {
        string[] texts =
        [
            "Nhà nước hỗ trợ đóng BHXH tự nguyện.", "Nha nuoc ho tro dong BHXH tu nguyen @ 20%.",
            string.Join(' ', Enumerable.Repeat("Nhà nước hỗ trợ đóng BHXH tự nguyện.", 5)), string.Join(' ', Enumerable.Repeat("Nha nuoc ho tro dong BHXH tu nguyen.", 6)),
        ];
        await using var run = await StartAsync("84901234599 8079 ucs2 %00T%1E%EB%00+%00c%00h%1E%D1%00i");
        await database.WriteAsync(Run, texts.Length);
        var channel = run.Host.Services.GetServices<IChannel>().Single(c => c.Provider == KannelChannel.Name);
        for (var n = 1; n <= texts.Length; n++)
        {
            await database.TryMoveAsync(Run, n, MessageStatus.Sending, attempt: 1);
            Assert.Equal(new Accepted(null), Assert.Single(await channel.SendAsync(
                [new(new MessageReference(Run, n), $"+8490123450{n}", texts[n - 1], 1, TimeSpan.FromHours(1))], default)));
        }
        var check = await run.Host.Services.CheckOf(KannelChannel.Name).ExecuteAsync(default);
        Assert.Equal(["gateway Good", "smsc-fake Good"], check.Select(l => $"{l.Subject} {l.State}"));
        // Delivered and taken by the centre, of each.
        await UntilAsync(2 * texts.Length, $"SELECT count(*) FROM inbox WHERE reference LIKE '{Run}-%'");
        await run.Host.Services.ApplyAsync();
        for (var n = 1; n <= texts.Length; n++) Assert.Equal(MessageStatus.Delivered, await database.StatusAsync(Run, n));
        for (var n = 1; n <= texts.Length; n++) Assert.Equal(texts[n - 1], Taken(run.Kannel.Words, $"+8490123450{n}", ucs2: n % 2 == 1));

        var key = NumberKey.Of(run.Host.Services.GetRequiredService<EngineSecrets>().NumberKey, "+84901234599");
        await using var connection = await database.Source.OpenConnectionAsync();
        using var patience = new CancellationTokenSource(Patience);
        while (await connection.ExecuteScalarAsync<string>("SELECT scope FROM suppressions WHERE number_key = @key", new { key }) != "campaigns")
        {
            await run.Host.Services.GetRequiredService<TakeReplies>().ExecuteAsync(default);
            await Task.Delay(50, patience.Token);
        }
    }

    [Fact]
    public async Task A_run_is_dispatched_through_it_once_and_delivered()
    {
        const int messages = 200;
        await using var run = await StartAsync();
        var settings = KannelUnderTest.Settings(run.Kannel.SendAddress, "bench", "bench");
        settings["Kannel:CallbackBaseUrl"] = run.Host.Address;
        await using var bench = await DispatchBench.StartAsync(database, messages, provider: settings);
        await bench.PumpAsync(pumps: 2);
        await UntilAsync(2 * messages, $"SELECT count(*) FROM inbox WHERE reference LIKE '{bench.RunId}-%'");
        await run.Host.Services.ApplyAsync();
        Assert.Equal((messages, RunState.Completed), ((await bench.StandingAsync()).Members.Delivered, (await bench.StandingAsync()).State));
        Assert.Equal(messages, await run.Kannel.SentAsync(default));
    }

    [Fact]
    public async Task A_receipt_or_a_word_that_Kannel_did_not_send_is_turned_away()
    {
        await using var host = await WebhookHost.ListenAsync(database, WebhookHost.FreeAddress(), ("Kannel:InboundKey", KannelUnderTest.InboundKey));
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
        foreach (var path in (string[])[
            $"{KannelChannel.StatusPath}?m=1-1&h=of-another&d=1", $"{KannelChannel.StatusPath}?m=1-1&d=1", $"{KannelChannel.InboundPath("inbound-key-9876543210")}?p=84901234567&a=TC"])
            Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync($"{KannelChannel.StatusPath}?m=x&h=y&d=1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync($"{KannelChannel.InboundPath(KannelUnderTest.InboundKey)}?p=84901234567")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"{KannelChannel.InboundPath(KannelUnderTest.InboundKey)}?p=84901234567&a=hello&C=UTF-8")).StatusCode);
    }

    private async Task<KannelRun> StartAsync(params string[] said)
    {
        var address = WebhookHost.FreeAddress();
        var folder = new ScratchFolder();
        var kannel = await Kannel.StartAsync(folder.Folder, default, new KannelSetup(
            Parts: 5, $"{address}{KannelChannel.InboundPath(KannelUnderTest.InboundKey)}?p=%p&P=%P&a=%a&c=%c&C=%C", said));
        var settings = KannelUnderTest.Settings(kannel.SendAddress, "bench", "bench");
        (settings["Kannel:StatusUrl"], settings["Kannel:StatusPassword"]) = (kannel.AdminAddress, "bench");
        return new KannelRun(folder, kannel, await WebhookHost.ListenAsync(database, address, [.. settings.Select(s => (s.Key, s.Value!))]));
    }

    private async Task UntilAsync(int count, string sql)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        using var patience = new CancellationTokenSource(Patience);
        while (await connection.ExecuteScalarAsync<int>(sql) < count) await Task.Delay(50, patience.Token);
    }

    /// <summary>What the centre took for a number, its parts put together: each is "from to ucs-2 TEXT" or "from to udh HEADER data TEXT".</summary>
    private static string Taken(IReadOnlyList<string> words, string to, bool ucs2) => string.Concat(words.Where(w => w.Contains($" {to} ")).Select(word =>
    {
        var text = Encoding.ASCII.GetBytes(word[(word.LastIndexOf(' ') + 1)..^1]);
        if (!ucs2 && !word.Contains(" udh ")) return word[(word.IndexOf(" text ", StringComparison.Ordinal) + " text ".Length)..^1];
        return (ucs2 ? Encoding.BigEndianUnicode : Encoding.ASCII).GetString(WebUtility.UrlDecodeToBytes(text, 0, text.Length));
    }));

    private sealed record KannelRun(ScratchFolder Folder, Kannel Kannel, WebhookHost Host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Kannel.DisposeAsync();
            await Host.DisposeAsync();
            Folder.Dispose();
        }
    }
}
