using System.Net;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Messages;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Messages;
using CampaignEngine.Tests.Receipts;
using Dapper;

namespace CampaignEngine.Tests.Webhooks;

public sealed class TwilioWebhookTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Delivered = "MessageSid=SM0123456789abcdef0123456789abcdef&MessageStatus=delivered";

    [Fact]
    public async Task A_signed_callback_is_stored_before_the_answer_and_then_applied()
    {
        await database.WriteAsync(run: 1, count: 1);
        await database.TryMoveAsync(1, 1, MessageStatus.Sending, attempt: 1);
        await using var host = await WebhookHost.StartAsync(database);
        var answer = await host.PostAsync(host.StatusPath(new MessageReference(1, 1)), Delivered);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM inbox WHERE reference = '1-1'"));
        await host.Services.ApplyAsync();
        Assert.Equal(MessageStatus.Delivered, await database.StatusAsync(1, 1));
    }

    [Fact]
    public async Task A_reply_is_answered_with_empty_TwiML_once_it_is_stored()
    {
        await using var host = await WebhookHost.StartAsync(database);
        var answer = await host.PostAsync(TwilioChannel.InboundPath, "From=%2B84901234567&To=BHXH&Body=T%E1%BB%AA%20CH%E1%BB%90I");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/xml", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<Response/>", await answer.Content.ReadAsStringAsync());
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM inbox WHERE kind = 'reply'"));
    }

    [Fact]
    public async Task A_wrong_signature_of_Twilio_or_of_ours_is_403()
    {
        await using var host = await WebhookHost.StartAsync(database);
        var reference = new MessageReference(2, 1);
        await RefusedAsync(HttpStatusCode.Forbidden, "signature", () => host.PostAsync(host.StatusPath(reference), Delivered, signature: "AAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        await RefusedAsync(HttpStatusCode.Forbidden, "signature", () => host.PostAsync(host.StatusPath(reference), Delivered, signature: ""));
        await RefusedAsync(HttpStatusCode.Forbidden, "signature", () => host.PostAsync(host.StatusPath(reference, tag: "of-another-message"), Delivered));
        await RefusedAsync(HttpStatusCode.Forbidden, "signature", () => host.PostAsync($"{TwilioChannel.StatusPath}?m={reference}", Delivered));
        await RefusedAsync(HttpStatusCode.Forbidden, "signature", () => host.PostAsync(TwilioChannel.InboundPath, "From=1&Body=TC", signature: "x"));
        // Another body under a signature that was good for its own.
        var signature = TwilioSignature.Compute("secret-token", WebhookHost.PublicBase + host.StatusPath(reference), FormBody.Parse("MessageSid=SM1&MessageStatus=sent"u8).Fields);
        await RefusedAsync(HttpStatusCode.Forbidden, "signature", () => host.PostAsync(host.StatusPath(reference), Delivered, signature));
    }

    [Fact]
    public async Task Without_a_token_nobody_can_sign()
    {
        await using var host = await WebhookHost.StartAsync(database, ("Twilio:AccountSid", ""), ("Twilio:AuthToken", ""));
        var path = host.StatusPath(new MessageReference(2, 1));
        var signature = TwilioSignature.Compute("", WebhookHost.PublicBase + path, FormBody.Parse(System.Text.Encoding.UTF8.GetBytes(Delivered)).Fields);
        await RefusedAsync(HttpStatusCode.Forbidden, "signature", () => host.PostAsync(path, Delivered, signature));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_413_whether_or_not_it_says_its_length(bool chunked)
    {
        await using var host = await WebhookHost.StartAsync(database, ("Webhooks:MaxBodyBytes", "2048"));
        var body = Delivered + "&Padding=" + new string('x', 2048);
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "size", () => host.PostAsync(host.StatusPath(new MessageReference(2, 1)), body, chunked: chunked));
    }

    [Theory]
    [InlineData("MessageSid=SM1")]
    [InlineData("")]
    [InlineData("{}")]
    public async Task A_signed_body_of_another_shape_is_400(string body)
    {
        await using var host = await WebhookHost.StartAsync(database);
        await RefusedAsync(HttpStatusCode.BadRequest, "shape", () => host.PostAsync(host.StatusPath(new MessageReference(2, 1)), body));
        await RefusedAsync(HttpStatusCode.BadRequest, "shape", () => host.PostAsync(TwilioChannel.InboundPath, body));
        await RefusedAsync(HttpStatusCode.BadRequest, "shape", () => host.PostAsync($"{TwilioChannel.StatusPath}?m=x&h=y", Delivered));
    }

    private async Task RefusedAsync(HttpStatusCode status, string reason, Func<Task<HttpResponseMessage>> call)
    {
        const string stored = "SELECT count(*) FROM inbox";
        var counted = "SELECT coalesce(sum(count), 0) FROM inbox_rejections WHERE provider = 'twilio' AND reason = '" + reason + "'";
        var (before, rows) = (await CountAsync(counted), await CountAsync(stored));
        Assert.Equal(status, (await call()).StatusCode);
        Assert.Equal(before + 1, await CountAsync(counted));
        Assert.Equal(rows, await CountAsync(stored));
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
