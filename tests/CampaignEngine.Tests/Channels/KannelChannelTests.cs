using CampaignEngine.Channels;
using CampaignEngine.Channels.Kannel;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Tests.Channels;

public sealed class KannelChannelTests(TestDatabase database) : SenderContract(database), IClassFixture<TestDatabase>
{
    public static TheoryData<string> Cases => [.. KannelCases.All.Keys];

    protected override (int Status, string Body) Accepting => (202, KannelCases.Accepted);

    protected override Dictionary<string, string?> Settings(string address) => KannelUnderTest.Settings(address);

    protected override IChannel Create(IServiceProvider services, HttpClient http, TimeProvider time) => new KannelChannel(
        http, services.GetRequiredService<IOptions<KannelOptions>>(), services.GetRequiredService<IOptions<WebhookOptions>>(), services.GetRequiredService<EngineSecrets>(), time);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Each_answer_has_its_outcome_and_is_asked_for_once(string name) => HoldsAsync(KannelCases.All[name]);

    [Fact]
    public async Task The_request_says_the_coding_and_where_the_receipt_goes()
    {
        var request = await SentAsync(Message);
        Assert.StartsWith("POST /cgi-bin/sendsms HTTP/1.1", request);
        foreach (var line in (string[])["X-Kannel-Username: bhxh", "X-Kannel-Password: secret", "X-Kannel-From: BHXHVN", "X-Kannel-To: +84901234567", "X-Kannel-Coding: 2",
                     "X-Kannel-Validity: 120", "X-Kannel-DLR-Mask: 31", "Content-Type: text/plain; charset=UTF-8"])
            Assert.Contains(line, request);
        Assert.Contains("X-Kannel-DLR-Url: https://callbacks.example.gov.vn/webhooks/kannel/status?m=7-42&h=", request);
        Assert.Contains("&d=%d&A=%A&F=%F\r\n", request);
        Assert.Contains("X-Kannel-Coding: 0", await SentAsync(Message with { Body = "Khong dau, 50% @ BHXH" }));
    }

    [Fact]
    public async Task A_character_that_Kannel_would_cut_in_two_never_gets_to_it()
    {
        await using var server = new LoopbackServer(KannelCases.All["accepted"].Behave);
        await using var services = Services(server.Address);
        var channel = services.GetRequiredService<IChannel>();
        Assert.Equal(new Rejected(RejectionKind.Content, "outside-basic-plane"), Assert.Single(await channel.SendAsync([Message with { Body = new string('ơ', 70) + "😀" }], default)));
        Assert.Empty(server.Requests);
        Assert.IsType<Accepted>(Assert.Single(await channel.SendAsync([Message with { Body = "Một phần 😀" }], default)));
    }

    private async Task<string> SentAsync(OutgoingMessage message)
    {
        await using var server = new LoopbackServer(KannelCases.All["accepted"].Behave);
        await using var services = Services(server.Address);
        Assert.IsType<Accepted>(Assert.Single(await services.GetRequiredService<IChannel>().SendAsync([message], default)));
        return Assert.Single(server.Requests);
    }
}
