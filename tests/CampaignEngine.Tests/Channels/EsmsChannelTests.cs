using System.Text.Json;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Esms;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Tests.Channels;

public sealed class EsmsChannelTests(TestDatabase database) : SenderContract(database), IClassFixture<TestDatabase>
{
    public static TheoryData<string> Cases => [.. EsmsCases.All.Keys];

    protected override (int Status, string Body) Accepting => (200, EsmsCases.Accepted);

    protected override Dictionary<string, string?> Settings(string address) => EsmsUnderTest.Settings(address);

    protected override IChannel Create(IServiceProvider services, HttpClient http, TimeProvider time) =>
        new EsmsChannel(http, services.GetRequiredService<IOptions<EsmsOptions>>(), services.GetRequiredService<EsmsRequest>(), time);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Each_answer_has_its_outcome_and_is_asked_for_once(string name) => HoldsAsync(EsmsCases.All[name]);

    [Fact]
    public async Task The_request_carries_our_reference_and_attempt_the_coding_and_a_signed_callback()
    {
        var sent = await SentAsync(Message);
        Assert.Equal(("key", "secret-key", "BHXHVN", "2", "1", "0"), (sent["ApiKey"], sent["SecretKey"], sent["Brandname"], sent["SmsType"], sent["IsUnicode"], sent["Sandbox"]));
        Assert.Equal(("84901234567", Message.Body, "7-42-3"), (sent["Phone"], sent["Content"], sent["RequestId"]));
        var path = new Uri(sent["CallbackUrl"]).AbsolutePath.Split('/');
        Assert.Equal(["", "webhooks", "esms", "status", "7-42"], path[..5]);
        await using var services = Services("http://127.0.0.1:1");
        Assert.True(CallbackTag.Matches(services.GetRequiredService<EngineSecrets>().WebhookKey, "esms", Message.Reference, path[5]));
        Assert.Equal("0", (await SentAsync(Message with { Body = "Khong dau @ 50%" }))["IsUnicode"]);
    }

    private async Task<Dictionary<string, string>> SentAsync(OutgoingMessage message)
    {
        await using var server = new LoopbackServer(EsmsCases.All["accepted"].Behave);
        await using var services = Services(server.Address);
        Assert.IsType<Accepted>(Assert.Single(await services.GetRequiredService<IChannel>().SendAsync([message], default)));
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /MainService.svc/json/SendMultipleMessage_V4_post_json/ HTTP/1.1", request);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(request[(request.IndexOf("\r\n\r\n") + 4)..])!;
    }
}
