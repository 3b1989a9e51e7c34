using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Tests.Channels;

public sealed class TwilioOptionsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("Twilio:BaseUrl", "http://api.twilio.com")]
    [InlineData("Twilio:BaseUrl", "api.twilio.com")]
    [InlineData("Twilio:AccountSid", "AC1")]
    [InlineData("Twilio:AuthToken", "")]
    [InlineData("Twilio:From", "")]
    [InlineData("Twilio:MessagingServiceSid", "MG00000000000000000000000000000001")]
    [InlineData("Twilio:ReceiptMeaning", "9")]
    public async Task A_wrong_setting_is_refused(string name, string value)
    {
        var settings = TwilioUnderTest.Settings("http://127.0.0.1:1");
        settings[name] = value;
        await using var services = database.Services(settings);
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<TwilioOptions>>().Value);
    }

    [Fact]
    public async Task A_plain_public_address_is_refused_and_a_loopback_one_is_not()
    {
        await using var plain = database.Services(new Dictionary<string, string?> { ["Webhooks:PublicBaseUrl"] = "http://callbacks.example.gov.vn" });
        Assert.Throws<OptionsValidationException>(() => plain.GetRequiredService<IOptions<WebhookOptions>>().Value);
        await using var loopback = database.Services(new Dictionary<string, string?> { ["Webhooks:PublicBaseUrl"] = "http://127.0.0.1:5000/" });
        Assert.Equal("http://127.0.0.1:5000/x", loopback.GetRequiredService<IOptions<WebhookOptions>>().Value.Address("/x"));
    }

    [Fact]
    public async Task Without_an_account_there_is_no_channel_and_with_one_it_is_a_foreign_route_of_centre_receipts()
    {
        await using var none = database.Services();
        Assert.Empty(none.GetServices<IChannel>());
        await using var one = database.Services(TwilioUnderTest.Settings("http://127.0.0.1:1"));
        var channel = one.GetRequiredService<IChannel>();
        Assert.Equal(ReceiptMeaning.Centre, channel.Receipts);
        Assert.Equal("", Assert.IsType<IForeignRoute>(channel, exactMatch: false).TransferDossier);
    }
}
