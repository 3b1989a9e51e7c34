using System.Text;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;

namespace CampaignEngine.Tests.Channels;

public sealed class TwilioReceiptsTests
{
    [Theory]
    [InlineData("accepted", null, DeliveryStatus.Accepted)]
    [InlineData("queued", null, DeliveryStatus.Accepted)]
    [InlineData("sending", null, DeliveryStatus.Accepted)]
    [InlineData("sent", null, DeliveryStatus.Sent)]
    [InlineData("delivered", null, DeliveryStatus.Delivered)]
    [InlineData("read", null, DeliveryStatus.Delivered)]
    [InlineData("undelivered", "30003", DeliveryStatus.Undelivered)]
    [InlineData("undelivered", "30036", DeliveryStatus.Expired)]
    [InlineData("failed", "30036", DeliveryStatus.Expired)]
    [InlineData("failed", "30008", DeliveryStatus.Failed)]
    [InlineData("canceled", null, DeliveryStatus.Failed)]
    [InlineData("beamed_up", null, DeliveryStatus.Unknown)]
    public void Each_word_of_Twilio_has_its_status_and_an_unknown_one_is_kept(string word, string? code, DeliveryStatus expected)
    {
        var receipt = TwilioUnderTest.Read($"MessageSid={TwilioUnderTest.Sid}&MessageStatus={word}{(code is null ? "" : $"&ErrorCode={code}")}&NewParameter=1");
        Assert.Equal(new Receipt(TwilioUnderTest.Message.Reference, TwilioUnderTest.Sid, expected, word, code, null), receipt);
    }

    [Fact]
    public void A_receipt_that_says_opted_out_asks_for_the_refusal_to_be_recorded() =>
        Assert.True(TwilioUnderTest.Read($"MessageSid={TwilioUnderTest.Sid}&MessageStatus=failed&ErrorCode=21610")!.Suppress);

    [Theory]
    [InlineData("")]
    [InlineData("MessageStatus=sent")]
    [InlineData("MessageSid=SM1")]
    [InlineData("{\"MessageSid\":\"SM1\",\"MessageStatus\":\"sent\"}")]
    public void What_is_no_receipt_is_told_apart(string body) => Assert.Null(TwilioUnderTest.Read(body));

    [Theory]
    [InlineData("From=%2B84901234567&To=BHXH&Body=T%E1%BB%AA+CH%E1%BB%90I", "TỪ CHỐI", false)]
    [InlineData("From=%2B84901234567&Body=STOP&OptOutType=STOP", "STOP", true)]
    [InlineData("From=%2B84901234567&Body=help&OptOutType=HELP", "help", false)]
    public void A_reply_is_read_with_the_providers_own_judgement(string body, string words, bool refused) =>
        Assert.Equal(new Reply("+84901234567", words, refused), new TwilioReceipts().Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Every_code_of_the_table_has_an_outcome_that_is_no_acceptance_and_no_doubt() =>
        Assert.All(TwilioErrors.All, error => Assert.True(error.ToOutcome(TimeSpan.FromSeconds(1)) is Rejected or Throttled));
}
