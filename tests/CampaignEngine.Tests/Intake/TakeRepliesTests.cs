using System.Text;
using CampaignEngine.Consent;
using CampaignEngine.Inbox;
using CampaignEngine.Intake;
using CampaignEngine.Recipients;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Intake;

public sealed class TakeRepliesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_refusal_suppresses_the_number_and_is_confirmed_with_its_scope_and_time()
    {
        await using var services = database.Services();
        await ReplyAsync(services, "+84901000001", "Từ chối");
        Assert.Equal(1, await TakeAsync(services));
        Assert.Equal([SuppressionScope.Campaigns], await ScopesAsync(services, "+84901000001"));
        var text = Assert.Single(await ConfirmationsAsync("+84901000001"));
        Assert.StartsWith("BHXH: đã nhận lúc 08:00 ngày 05/05/2026 yêu cầu từ chối tin vận động", text);
    }

    [Fact]
    public async Task Two_at_once_and_ten_more_are_one_refusal_and_one_confirmation()
    {
        await using var services = database.Services();
        var (before, repeated) = (await CountAsync("outcome = 'refusal'"), await CountAsync("outcome = 'repeated-refusal'"));
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => ReplyAsync(services, "+84901000002", i % 2 == 0 ? "STOP" : "TC BHXH")));
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TakeAsync(services))));
        Assert.Equal(12, taken.Sum());
        Assert.Single(await ConfirmationsAsync("+84901000002"));
        Assert.Equal(before + 1, await CountAsync("outcome = 'refusal'"));
        Assert.Equal(repeated + 11, await CountAsync("outcome = 'repeated-refusal'"));
    }

    [Fact]
    public async Task Different_numbers_at_once_are_each_confirmed_once()
    {
        await using var services = database.Services();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => ReplyAsync(services, $"+849020000{i:00}", "TC")));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TakeAsync(services))));
        foreach (var i in Enumerable.Range(0, 30)) Assert.Single(await ConfirmationsAsync($"+849020000{i:00}"));
    }

    [Fact]
    public async Task Everything_after_campaigns_is_confirmed_again_and_campaigns_after_everything_is_not()
    {
        await using var services = database.Services();
        foreach (var words in (string[])["TC", "TC ALL", "HUY"])
        {
            await ReplyAsync(services, "+84901000003", words);
            await TakeAsync(services);
        }
        Assert.Equal([SuppressionScope.Campaigns, SuppressionScope.Everything], await ScopesAsync(services, "+84901000003"));
        Assert.Equal(2, (await ConfirmationsAsync("+84901000003")).Count);

        await ReplyAsync(services, "+84901000004", "TC TAT CA");
        await TakeAsync(services);
        await ReplyAsync(services, "+84901000004", "TC");
        await TakeAsync(services);
        Assert.Single(await ConfirmationsAsync("+84901000004"));
    }

    [Fact]
    public async Task What_the_provider_took_for_a_refusal_is_recorded_and_not_confirmed_a_second_time()
    {
        await using var services = database.Services();
        await ReplyAsync(services, "+84901000005", "UNSUBSCRIBE", "&OptOutType=STOP");
        await TakeAsync(services);
        Assert.Equal([SuppressionScope.Campaigns], await ScopesAsync(services, "+84901000005"));
        Assert.Empty(await ConfirmationsAsync("+84901000005"));
    }

    [Theory]
    [InlineData("+84901000006", "Dung oi, da dong roi", "kept")]
    [InlineData("8079", "TC", "unknown-sender")]
    public async Task What_is_no_refusal_of_a_subscriber_is_kept_and_refuses_nothing(string from, string words, string outcome)
    {
        await using var services = database.Services();
        var before = await CountAsync($"outcome = '{outcome}'");
        await ReplyAsync(services, from, words);
        await TakeAsync(services);
        Assert.Equal(before + 1, await CountAsync($"outcome = '{outcome}'"));
        Assert.Empty(await ScopesAsync(services, from));
    }

    private static Task ReplyAsync(IServiceProvider services, string from, string words, string more = "") => services.GetRequiredService<RawInbox>().StoreAsync(
        "twilio", InboxKind.Reply, null, Encoding.UTF8.GetBytes($"From={Uri.EscapeDataString(from)}&To=BHXH&Body={Uri.EscapeDataString(words)}{more}"), default);

    private static Task<int> TakeAsync(IServiceProvider services) => services.GetRequiredService<TakeReplies>().ExecuteAsync(default);

    private async Task<IReadOnlyList<string>> ScopesAsync(IServiceProvider services, string number)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var key = NumberKey.Of(services.GetRequiredService<EngineSecrets>().NumberKey, number);
        return [.. (await Suppressions.FindAsync(connection, key, default)).Select(s => s.Scope).Order()];
    }

    private async Task<IReadOnlyList<string>> ConfirmationsAsync(string number)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>("""
            SELECT t.body FROM refusals r
            JOIN messages m ON m.run_id = r.confirmation_run AND m.message_no = r.confirmation_no
            JOIN message_texts t USING (run_id, message_no)
            WHERE m.address = @number
            """, new { number })];
    }

    private async Task<int> CountAsync(string condition)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM inbox WHERE kind = 'reply' AND " + condition);
    }
}
