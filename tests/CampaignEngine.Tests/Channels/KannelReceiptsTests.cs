using System.Text;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Kannel;

namespace CampaignEngine.Tests.Channels;

public sealed class KannelReceiptsTests
{
    private static readonly MessageReference Reference = SenderContract.Message.Reference;

    [Theory]
    [InlineData("d=1&A=&F=id1", DeliveryStatus.Delivered, "1", null, "id1")]
    [InlineData("d=2&A=id:7+sub:001+dlvrd:000+stat:UNDELIV+err:045+text:x&F=", DeliveryStatus.Undelivered, "2", "045", null)]
    [InlineData("d=4&A=&F=", DeliveryStatus.Accepted, "4", null, null)]
    [InlineData("d=8&A=ACK%2F&F=", DeliveryStatus.Sent, "8", null, null)]
    [InlineData("d=16&A=NACK%2F0x00000045%2FSubmit+failed&F=", DeliveryStatus.Failed, "16", "0x00000045", null)]
    [InlineData("d=32", DeliveryStatus.Unknown, "32", null, null)]
    public void Each_number_of_Kannel_has_its_status_and_an_unknown_one_is_kept(string query, DeliveryStatus expected, string number, string? code, string? id) =>
        Assert.Equal(new Receipt(Reference, id, expected, number, code, null), new KannelReceipts().Read(Reference, Encoding.UTF8.GetBytes(query)));

    [Theory]
    [InlineData("")]
    [InlineData("A=ACK&F=1")]
    public void What_is_no_receipt_is_told_apart(string query) => Assert.Null(new KannelReceipts().Read(Reference, Encoding.UTF8.GetBytes(query)));

    [Theory]
    [InlineData("p=84901234567&P=8079&a=TC&c=0&C=UTF-8", "TC")]
    [InlineData("p=%2B84901234567&P=8079&a=T%E1%BB%AB+ch%E1%BB%91i&c=0&C=UTF-8", "Từ chối")]
    [InlineData("p=84901234567&P=8079&a=%00T%1E%EB%00+%00c%00h%1E%D1%00i&c=2&C=UTF-16BE", "Từ chối")]
    [InlineData("p=84901234567&P=8079&a=&c=0&C=UTF-8", "")]
    public void A_reply_is_read_in_its_coding(string query, string words) =>
        Assert.Equal(new Reply("+84901234567", words, Refused: false), new KannelReceipts().Read(Encoding.UTF8.GetBytes(query)));

    [Theory]
    [InlineData("P=8079&a=TC")]
    [InlineData("p=84901234567&P=8079")]
    public void What_is_no_reply_is_told_apart(string query) => Assert.Null(new KannelReceipts().Read(Encoding.UTF8.GetBytes(query)));
}
