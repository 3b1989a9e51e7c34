using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Tests.Channels;

public sealed class TwilioChannelTests(TestDatabase database) : SenderContract(database), IClassFixture<TestDatabase>
{
    public static TheoryData<string> Cases => [.. TwilioCases.All.Keys];

    protected override (int Status, string Body) Accepting => (201, $$"""{"sid":"{{TwilioUnderTest.Sid}}"}""");

    protected override Dictionary<string, string?> Settings(string address) => TwilioUnderTest.Settings(address);

    protected override IChannel Create(IServiceProvider services, HttpClient http, TimeProvider time) => new TwilioChannel(
        http, services.GetRequiredService<IOptions<TwilioOptions>>(), services.GetRequiredService<IOptions<WebhookOptions>>(), services.GetRequiredService<EngineSecrets>(), time);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Each_answer_has_its_outcome_and_is_asked_for_once(string name) => HoldsAsync(TwilioCases.All[name]);

    [Fact]
    public async Task The_request_is_Twilios_form_and_carries_our_reference()
    {
        await using var server = new LoopbackServer(TwilioCases.All["accepted"].Behave);
        await SendAsync(server.Address);
        var request = Assert.Single(server.Requests);
        Assert.StartsWith($"POST /2010-04-01/Accounts/{TwilioUnderTest.Account}/Messages.json HTTP/1.1", request);
        Assert.Contains("Authorization: Basic ", request);
        var form = FormBody.Parse(System.Text.Encoding.Latin1.GetBytes(request[(request.IndexOf("\r\n\r\n") + 4)..]));
        Assert.Equal(Message.Address, form["To"]);
        Assert.Equal(Message.Body, form["Body"]);
        Assert.Equal("BHXH", form["From"]);
        Assert.Equal("7200", form["ValidityPeriod"]);
        var callback = new Uri(form["StatusCallback"]!);
        Assert.Equal("/webhooks/twilio/status", callback.AbsolutePath);
        Assert.StartsWith("?m=7-42&h=", callback.Query);
        await using var services = Services(server.Address);
        Assert.True(CallbackTag.Matches(services.GetRequiredService<EngineSecrets>().WebhookKey, "twilio", Message.Reference, callback.Query["?m=7-42&h=".Length..]));
    }
}
