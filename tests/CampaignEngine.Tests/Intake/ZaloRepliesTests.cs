using System.Text;
using CampaignEngine.Consent;
using CampaignEngine.Inbox;
using CampaignEngine.Intake;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Intake;

/// <summary>Zalo tells who wrote by its own id: the person behind it has refused, whatever their number.</summary>
public sealed class ZaloRepliesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_refusal_by_user_id_stops_the_person_and_their_number_and_is_confirmed_there()
    {
        await AddAsync(new PersonRow(1) { ZaloId = "9001", Phone = "+84901000001" });
        Assert.Equal("refusal", await WriteAsync("user_send_text", "9001", "Từ chối"));
        Assert.Equal("refused-campaigns", await GateAsync(1, MessageClass.PolicyInfo, "zalo"));
        Assert.Equal("refused-campaigns", await GateAsync(1, MessageClass.PolicyInfo, "sms"));
        Assert.Null(await GateAsync(1, MessageClass.ServiceNotice, "zalo"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM messages WHERE address = '+84901000001'"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM suppressions JOIN recipients USING (number_key) WHERE recipient_id = 1 AND suppressions.source = 'zalo-reply'"));
        Assert.Equal("repeated-refusal", await WriteAsync("user_send_text", "9001", "TC"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM messages WHERE address = '+84901000001'"));
    }

    [Fact]
    public async Task It_holds_for_a_person_without_a_number_and_after_they_got_another()
    {
        await AddAsync(new PersonRow(2) { ZaloId = "9002" });
        await using (var keyed = await database.Source.OpenConnectionAsync()) await keyed.ExecuteAsync("UPDATE recipients SET number_key = '\\x09' WHERE recipient_id = 2");
        Assert.Equal("refusal", await WriteAsync("user_send_text", "9002", "TC ALL"));
        Assert.Equal("refused-everything", await GateAsync(2, MessageClass.ServiceNotice, "zalo"));
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE recipients SET phone = '+84901000002', number_key = '\\x01' WHERE recipient_id = 2");
        Assert.Equal("refused-everything", await GateAsync(2, MessageClass.ServiceNotice, "sms"));
    }

    [Fact]
    public async Task All_who_share_the_id_have_refused()
    {
        await AddAsync(new PersonRow(3) { ZaloId = "9003" }, new PersonRow(4) { ZaloId = "9003" });
        Assert.Equal("refusal", await WriteAsync("user_send_text", "9003", "stop"));
        Assert.Equal("refused-campaigns", await GateAsync(3, MessageClass.PolicyInfo, "zalo"));
        Assert.Equal("refused-campaigns", await GateAsync(4, MessageClass.PolicyInfo, "zalo"));
    }

    [Fact]
    public async Task Who_leaves_the_account_refuses_campaigns_and_is_not_written_to_about_it()
    {
        await AddAsync(new PersonRow(5) { ZaloId = "9005", Phone = "+84901000005" });
        Assert.Equal("kept", await WriteAsync("follow", "9005"));
        Assert.Null(await GateAsync(5, MessageClass.PolicyInfo, "zalo"));
        Assert.Equal("refusal", await WriteAsync("unfollow", "9005"));
        Assert.Equal("refused-campaigns", await GateAsync(5, MessageClass.PolicyInfo, "zalo"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM messages WHERE address = '+84901000005'"));
    }

    [Theory]
    [InlineData("no-such-follower", "TC", "unknown-sender")]
    [InlineData("9001", "Dung oi, da dong roi", "kept")]
    public async Task What_is_no_refusal_or_nobodys_is_kept_for_people(string user, string words, string outcome) =>
        Assert.Equal(outcome, await WriteAsync("user_send_text", user, words));

    /// <summary>What became of it.</summary>
    private async Task<string?> WriteAsync(string name, string user, string words = "")
    {
        await using var services = database.Services();
        var who = name.StartsWith("user_", StringComparison.Ordinal) ? "sender" : "follower";
        await services.GetRequiredService<RawInbox>().StoreAsync("zalo", InboxKind.Reply, null,
            Encoding.UTF8.GetBytes($$"""{"event_name":"{{name}}","{{who}}":{"id":"{{user}}"},"message":{"text":"{{words}}"},"app_id":"1","timestamp":"1"}"""), default);
        Assert.Equal(1, await services.GetRequiredService<TakeReplies>().ExecuteAsync(default));
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string>("SELECT outcome FROM inbox ORDER BY inbox_id DESC LIMIT 1");
    }

    private async Task<string?> GateAsync(long person, MessageClass messageClass, string channel)
    {
        var gate = Gate.Exclusion(new GateRequest(messageClass, channel, new DateOnly(2026, 5, 5), EngineMode.Test));
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string?>($"SELECT {gate.Text} FROM recipients r WHERE recipient_id = @person", gate.AddTo(new DynamicParameters(new { person })));
    }

    private async Task AddAsync(params PersonRow[] people)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await PersonRow.InsertAsync(connection, people);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
