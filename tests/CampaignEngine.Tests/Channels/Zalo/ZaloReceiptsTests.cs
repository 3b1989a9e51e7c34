using System.Text;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Zalo;

namespace CampaignEngine.Tests.Channels.Zalo;

public sealed class ZaloReceiptsTests
{
    private static readonly MessageReference Reference = new(7, 42);

    [Theory]
    [InlineData("user_received_message", DeliveryStatus.Delivered)]
    [InlineData("user_seen_message", DeliveryStatus.Delivered)]
    [InlineData("user_teleported_message", DeliveryStatus.Unknown)]
    public void Every_word_has_its_meaning_and_one_nobody_knows_is_kept(string word, DeliveryStatus expected)
    {
        var body = Event(word, """{"delivery_time":"1602960467432","msg_id":"15a0","tracking_id":"7-42-3","new":1}""");
        Assert.Equal(Reference, ZaloReceipts.ReferenceOf(body));
        Assert.Equal(new Receipt(Reference, "15a0", expected, word, null, null), new ZaloReceipts().Read(Reference, body));
        Assert.Null(new ZaloReceipts().Read(body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"event_name":"user_received_message"} and more""")]
    [InlineData("""{"event_name":"user_received_message","message":{"delivery_time":"1"}}""")]
    public void What_is_no_receipt_is_told_apart(string body)
    {
        Assert.Null(ZaloReceipts.ReferenceOf(Encoding.UTF8.GetBytes(body)));
        Assert.Null(new ZaloReceipts().Read(Reference, Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void A_receipt_without_our_words_names_its_message_by_Zalos_id()
    {
        var body = """{"event_name":"user_received_message","message":{"msg_id":"15a0"}}"""u8.ToArray();
        Assert.Null(ZaloReceipts.ReferenceOf(body));
        Assert.Equal("15a0", new ZaloReceipts().ProviderIdOf(body));
        Assert.Equal(new Receipt(Reference, "15a0", DeliveryStatus.Delivered, "user_received_message", null, null), new ZaloReceipts().Read(Reference, body));
        Assert.Null(new ZaloReceipts().ProviderIdOf(Event("user_received_message", """{"msg_id":"15a0","tracking_id":"7-42-3"}""")));
        Assert.Null(new ZaloReceipts().ProviderIdOf(Event("user_send_text", """{"msg_id":"15a0","text":"TC"}""")));
    }

    [Theory]
    [InlineData("another's own words")]
    [InlineData("7-42")]
    [InlineData("7--3")]
    public void A_tracking_id_that_is_none_of_ours_names_no_message(string tracking) =>
        Assert.Null(ZaloReceipts.ReferenceOf(Event("user_received_message", $$"""{"msg_id":"15a0","tracking_id":"{{tracking}}"}""")));

    [Fact]
    public void What_a_person_writes_is_a_reply_from_their_user_id() =>
        Assert.Equal(new Reply("501541173", "TỪ CHỐI", Refused: false, FromUserId: true), new ZaloReceipts().Read(Event("user_send_text", """{"msg_id":"1","text":"TỪ CHỐI"}""")));

    [Fact]
    public void Who_leaves_the_account_refuses_and_who_joins_does_not()
    {
        Assert.Equal(new Reply("501541173", "", Refused: true, FromUserId: true), new ZaloReceipts().Read(Followed("unfollow")));
        Assert.Equal(new Reply("501541173", "", Refused: false, FromUserId: true), new ZaloReceipts().Read(Followed("follow")));
    }

    [Fact]
    public void What_the_account_does_itself_is_no_reply() => Assert.Null(new ZaloReceipts().Read(Event("oa_send_text", """{"text":"x"}""")));

    [Fact]
    public void The_published_signature_holds_for_the_app_and_for_the_account_and_for_no_other_body()
    {
        const string Published = "mac=a179972fcf952a672ab27e6777a268c18d8a9707e55f70421685665fb099b213";
        var body = """{"sender":{"id":"2893352839501541173"},"recipient":{"id":"84123456789"},"event_name":"user_received_message","message":{"delivery_time":"1602960467432","msg_id":"15a0cc0bbb13bd4ce403","tracking_id":"tracking_id"},"app_id":"2074138120372622546","timestamp":"1602560967477"}"""u8;
        var app = new ZaloOptions { AppId = "2074138120372622546" };
        Assert.True(ZaloSignature.IsValid(app, "oa-secret-demo", body, Published));
        Assert.True(ZaloSignature.IsValid(new ZaloOptions { AppId = "1", OaId = app.AppId }, "oa-secret-demo", body, Published));
        Assert.False(ZaloSignature.IsValid(app, "another-secret", body, Published));
        Assert.False(ZaloSignature.IsValid(app, null, body, Published));
        Assert.False(ZaloSignature.IsValid(new ZaloOptions(), "oa-secret-demo", body, Published));
        Assert.False(ZaloSignature.IsValid(app, "oa-secret-demo", body, Published[4..]));
        Assert.False(ZaloSignature.IsValid(app, "oa-secret-demo", body, ""));
        Assert.False(ZaloSignature.IsValid(app, "oa-secret-demo", [.. body[..^1], (byte)' ', (byte)'}'], Published));
        Assert.False(ZaloSignature.IsValid(app, "oa-secret-demo", "not an event"u8, Published));
    }

    private static byte[] Event(string name, string message) => Encoding.UTF8.GetBytes(
        $$"""{"sender":{"id":"501541173"},"recipient":{"id":"289335"},"event_name":"{{name}}","message":{{message}},"app_id":"1","timestamp":"1602560967477"}""");

    private static byte[] Followed(string name) => Encoding.UTF8.GetBytes(
        $$"""{"oa_id":"289335","follower":{"id":"501541173"},"event_name":"{{name}}","source":"x","app_id":"1","timestamp":"1602560967477"}""");
}
