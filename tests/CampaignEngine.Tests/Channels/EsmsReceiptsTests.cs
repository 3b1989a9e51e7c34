using System.Text;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Esms;

namespace CampaignEngine.Tests.Channels;

public sealed class EsmsReceiptsTests
{
    private static readonly MessageReference Reference = SenderContract.Message.Reference;

    [Theory]
    [InlineData("1", 0, 0, DeliveryStatus.Accepted)]
    [InlineData("2", 0, 0, DeliveryStatus.Accepted)]
    [InlineData("7", 0, 0, DeliveryStatus.Sent)]
    [InlineData("5", 1, 0, DeliveryStatus.Delivered)]
    [InlineData("5", 0, 1, DeliveryStatus.Undelivered)]
    [InlineData("5", 0, 0, DeliveryStatus.Sent)]
    [InlineData("4", 0, 1, DeliveryStatus.Failed)]
    [InlineData("42", 0, 0, DeliveryStatus.Unknown)]
    public void Each_number_of_eSMS_has_its_status_and_an_unknown_one_is_kept(string status, int succeeded, int failed, DeliveryStatus expected) =>
        Assert.Equal(new Receipt(Reference, EsmsUnderTest.SmsId, expected, status, null, null),
            Read($"SMSID={EsmsUnderTest.SmsId}&SendStatus={status}&SendSuccess={succeeded}&SendFailed={failed}&RequestId=7-42-3&telcoid=1&Something=new"));

    [Theory]
    [InlineData("")]
    [InlineData("SendStatus=5&SendSuccess=1")]
    [InlineData("SMSID=1")]
    [InlineData("sender=84901234567&content=TC")]
    public void What_is_no_receipt_is_told_apart(string query) => Assert.Null(Read(query));

    [Fact]
    public void A_word_to_the_short_code_is_read_and_its_signature_is_eSMSs()
    {
        const string query = "sender=84901234567&content=T%E1%BB%AB+ch%E1%BB%91i&serviceNumber=8079&smsid=m1&receiverTime=20260505100000";
        Assert.Equal(new Reply("+84901234567", "Từ chối", Refused: false), new EsmsReceipts().Read(Encoding.UTF8.GetBytes(query)));
        Assert.Null(new EsmsReceipts().Read("sender=84901234567"u8));

        var options = new EsmsOptions { ShortCodePartner = "bhxh", ShortCodeKey = "key" };
        // md5("bhxhm1Từ chối20260505100000key"), reckoned elsewhere.
        var sign = EsmsSignature.Compute("bhxh", "m1", "Từ chối", "20260505100000", "key");
        Assert.Equal(KnownSign, sign);
        Assert.True(EsmsSignature.IsValid(options, Encoding.UTF8.GetBytes($"{query}&sign={Uri.EscapeDataString(sign)}")));
        Assert.False(EsmsSignature.IsValid(options, Encoding.UTF8.GetBytes($"{query.Replace("m1", "m2")}&sign={Uri.EscapeDataString(sign)}")));
        Assert.False(EsmsSignature.IsValid(options, Encoding.UTF8.GetBytes(query)));
        Assert.False(EsmsSignature.IsValid(new EsmsOptions(), Encoding.UTF8.GetBytes($"{query}&sign={Uri.EscapeDataString(EsmsSignature.Compute("", "m1", "Từ chối", "20260505100000", ""))}")));
    }

    private const string KnownSign = "sn62NRK0l5xwEZ5jUs/rqg==";

    private static Receipt? Read(string query) => new EsmsReceipts().Read(Reference, Encoding.UTF8.GetBytes(query));
}
